using System.CommandLine;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;

namespace TechGraph.Cli;

/// <summary><c>techgraph load</c>: loads dossiers into the store; loading them again changes nothing.</summary>
internal static class LoadVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths") { Arity = ArgumentArity.OneOrMore, Description = "Dossier files, or folders with dossiers." };
        var prune = new Option<bool>("--prune") { Description = "Remove dossiers from the graph that are not among the files." };
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("load", "Load dossiers into the graph: all or nothing (up to 50,000 records), and only what has changed. Example: techgraph load ingest/dossiers") { paths, prune, json },
            async (session, cancellation) =>
            {
                using var loader = new Loader(session.Open.Store, session.Open.Writer, Terms.Shipped, session.Open.LastLoad);
                var report = await loader.LoadAsync(
                    session.Parsed.GetRequiredValue(paths), Environment.UserName, session.Parsed.GetValue(prune), new ProgressLine(session.Error), cancellation: cancellation);
                var isJson = session.Parsed.GetValue(json);
                if (isJson)
                {
                    await session.Output.WriteJsonAsync(JsonReport.Of(report));
                }

                foreach (var problem in isJson ? [] : report.Problems)
                {
                    await session.Output.WriteLineAsync(problem.ToString());
                }

                if (!report.Problems.IsEmpty)
                {
                    await session.Error.WriteLineAsync(JsonReport.RefusalSummary(report));
                    return ExitCode.Of(report.Problems);
                }

                await (isJson ? session.Error : session.Output).WriteLineAsync(report.Wrote
                    ? $"Loaded {Count.Of(report.Dossiers, "dossier")}: {Count.Of(report.Added, "record")} added, {report.Changed} changed, {report.Removed} removed, {report.Unchanged} unchanged. Version {report.Sequence}."
                    : $"Nothing to do: {Count.Of(report.Dossiers, "dossier")} with {Count.Of(report.Unchanged, "record")} {(report.Dossiers == 1 ? "is" : "are")} already loaded. Version {report.Sequence}.");
                if (report.Missing.Count > 0 && !session.Parsed.GetValue(prune))
                {
                    await session.Error.WriteLineAsync($"Kept, although not among the files: {string.Join(", ", report.Missing)}. Remove them with --prune.");
                }

                return ExitCode.Ok;
            },
            mustExist: false);
    }
}
