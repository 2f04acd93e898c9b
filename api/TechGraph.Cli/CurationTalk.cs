using TechGraph.Ingest.Curation;

namespace TechGraph.Cli;

/// <summary>Tells what came of a judgement or a withdrawal.</summary>
internal static class CurationTalk
{
    public static async Task<int> TellAsync(StoreSession session, CurationReport report)
    {
        if (report.Problem is { } problem)
        {
            await session.Error.WriteLineAsync($"{problem.Code}: {problem.Text}");
            return ExitCode.DataProblems;
        }

        await session.Output.WriteLineAsync($"Recorded: {report.Touched} records changed. Version {report.Sequence}.");
        return ExitCode.Ok;
    }
}
