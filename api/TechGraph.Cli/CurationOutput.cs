using TechGraph.Ingest.Curation;

namespace TechGraph.Cli;

/// <summary>Prints the result of a judgement or a withdrawal.</summary>
internal static class CurationOutput
{
    public static async Task<int> WriteAsync(StoreSession session, CurationReport report, bool json)
    {
        if (json)
        {
            await session.Output.WriteJsonAsync(new { changed = report.Changed, version = report.Sequence, problem = report.Problem is { } found ? new { code = found.Code, text = found.Text } : null });
        }

        if (report.Problem is { } problem)
        {
            await session.Error.WriteLineAsync($"{problem.Code}: {problem.Text}");
            return problem.Code == "CUR002" ? ExitCode.NotFound : ExitCode.DataProblems;
        }

        await (json ? session.Error : session.Output).WriteLineAsync($"Recorded: {Count.Of(report.Changed, "record")} changed. Version {report.Sequence}.");
        return ExitCode.Ok;
    }
}
