using System.CommandLine;

namespace TechGraph.Cli;

/// <summary><c>techgraph verify</c>: whether the store is what its history says.</summary>
internal static class VerifyVerb
{
    public static Command Create() => StoreCommand.Create(
        new Command("verify", "Check the history's chain, every record's hash, and that the history leads to the records."),
        async (session, cancellation) =>
        {
            var found = await session.Open.Store.VerifyAsync(cancellation);
            foreach (var line in found)
            {
                await session.Output.WriteLineAsync(line);
            }

            var version = (await session.ReadAsync(cancellation)).Version;
            await session.Error.WriteLineAsync(found.Count == 0 ? $"All is well. Version {version.Sequence}, content {version.ContentHash}." : $"{found.Count} faults.");
            return found.Count == 0 ? ExitCode.Ok : ExitCode.DataProblems;
        });
}
