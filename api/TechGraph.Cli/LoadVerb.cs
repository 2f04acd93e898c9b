using System.CommandLine;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Cli;

/// <summary><c>techgraph load</c>: dossiers into the store; loading them again changes nothing.</summary>
internal static class LoadVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Arity = ArgumentArity.OneOrMore, Description = "Dossier files, or folders of them." };
        var prune = new Option<bool>("--prune") { Description = "Withdraw dossiers of the graph that are not among the files." };
        var (kind, data) = (StoreOption.Kind(), StoreOption.Data());
        var command = new Command("load", "Load dossiers into the graph: all or nothing, and only what has changed.") { paths, prune, kind, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                using var open = StoreOption.Open(parsed.GetValue(kind), parsed.GetValue(data));
                var report = await new Loader(open.Store, open.Writer, Terms.Shipped)
                    .LoadAsync(parsed.GetRequiredValue(paths), Environment.UserName, parsed.GetValue(prune), cancellation);
                foreach (var problem in report.Problems)
                {
                    await output.WriteLineAsync(problem.ToString());
                }

                if (!report.Problems.IsEmpty)
                {
                    await error.WriteLineAsync($"Nothing was loaded: {report.Problems.Length} problems in {report.Dossiers} dossiers.");
                    return ExitCode.DataProblems;
                }

                await output.WriteLineAsync(report.Wrote
                    ? $"Loaded {report.Dossiers} dossiers: {report.Added} records added, {report.Changed} changed, {report.Removed} removed, {report.Unchanged} unchanged. Version {report.Sequence}."
                    : $"Nothing to do: all {report.Unchanged} records of {report.Dossiers} dossiers are loaded already. Version {report.Sequence}.");
                if (report.Gone.Count > 0 && !parsed.GetValue(prune))
                {
                    await error.WriteLineAsync($"Not among the files, and kept: {string.Join(", ", report.Gone)}. Withdraw with --prune.");
                }

                return ExitCode.Ok;
            }
            catch (StoreException failure)
            {
                await error.WriteLineAsync($"{failure.Code}: {failure.Message}");
                return ExitCode.StoreAway;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Interrupted; nothing was loaded.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
