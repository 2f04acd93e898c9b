using System.CommandLine;

namespace TechGraph.Cli;

/// <summary><c>techgraph verify</c>: checks that the store is as its history says.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("verify", "Verify the chain of the history, the hash of every record, and that the history leads to the records. Example: techgraph verify") { json },
            async (session, cancellation) =>
            {
                var found = await session.Open.Store.VerifyAsync(cancellation);
                var isJson = session.Parsed.GetValue(json);
                foreach (var line in isJson ? [] : found)
                {
                    await session.Output.WriteLineAsync(line);
                }

                var version = (await session.ReadAsync(cancellation)).Version;
                if (isJson)
                {
                    await session.Output.WriteJsonAsync(new { version = version.Sequence, content = version.ContentHash, faults = found });
                }

                await session.Error.WriteLineAsync(found.Count == 0 ? $"No problems found. Version {version.Sequence}, content hash {version.ContentHash}." : $"{found.Count} faults found. Restore a backup.");
                return found.Count == 0 ? ExitCode.Ok : ExitCode.DataProblems;
            });
    }
}
