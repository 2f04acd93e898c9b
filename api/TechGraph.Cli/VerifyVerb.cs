using System.CommandLine;
using TechGraph.Schema.Graph;

namespace TechGraph.Cli;

/// <summary><c>techgraph verify</c>: whether the store is what its history says.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var (kind, data) = (StoreOption.Kind(), StoreOption.Data());
        var command = new Command("verify", "Check the history's chain, every record's hash, and that the history leads to the records.") { kind, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                using var open = StoreOption.Open(parsed.GetValue(kind), parsed.GetValue(data));
                open.MustExist();
                var found = await open.Store.VerifyAsync(cancellation);
                foreach (var line in found)
                {
                    await output.WriteLineAsync(line);
                }

                var version = (await open.Store.ReadAsync(cancellation: cancellation)).Version;
                await error.WriteLineAsync(found.Count == 0 ? $"All is well. Version {version.Sequence}, content {version.ContentHash}." : $"{found.Count} faults.");
                return found.Count == 0 ? ExitCode.Ok : ExitCode.DataProblems;
            }
            catch (StoreException failure)
            {
                await error.WriteLineAsync($"{failure.Code}: {failure.Message}");
                return ExitCode.StoreAway;
            }
        });
        return command;
    }
}
