using System.CommandLine;
using TechGraph.Core.Graph;

namespace TechGraph.Cli;

/// <summary><c>techgraph copy</c>: copies a graph with its history from one store to another.</summary>
internal static class CopyVerb
{
    private const int ReportEvery = 100;

    public static Command Create()
    {
        var (from, to, data) = (StoreOption.Kind("--from"), StoreOption.Kind("--to"), StoreOption.Data());
        from.Required = to.Required = true;
        (from.Description, to.Description) = ("The store to copy from: embedded or neo4j.", "The store to copy to: embedded or neo4j.");
        var json = JsonReport.Option();
        var command = new Command("copy", "Copy the graph with its complete history into another store. To continue an interrupted copy, run the command again. Example: techgraph copy --from embedded --to neo4j") { from, to, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(from) == parsed.GetValue(to))
            {
                await error.WriteLineAsync("--from and --to name the same store. Give two different stores.");
                return ExitCode.Usage;
            }

            try
            {
                using var source = StoreOption.Open(parsed.GetValue(from), parsed.GetValue(data));
                source.MustExist();
                using var target = StoreOption.Open(parsed.GetValue(to), parsed.GetValue(data));
                return await CopyAsync(source.Store, target, output, error, parsed.GetValue(json), cancellation);
            }
            catch (StoreException failure)
            {
                await error.WriteLineAsync($"{failure.Code}: {failure.Message}");
                return ExitCode.StoreUnavailable;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Interrupted. Run the same command again to continue.");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    internal static async Task<int> CopyAsync(IGraphStore source, OpenStore target, TextWriter output, TextWriter error, bool json, CancellationToken cancellation)
    {
        var already = (await target.Store.ReadAsync(cancellation: cancellation)).Version.Sequence;
        var copied = 0L;
        await foreach (var entry in source.HistoryAsync(already, cancellation))
        {
            await target.Writer.AppendAsync(entry, cancellation);
            if (++copied % ReportEvery == 0)
            {
                await error.WriteLineAsync($"{Count.Of(copied, "change set")} copied.");
            }
        }

        // Equal means: the same number of records of each kind with the same hashes, the same version, and the same hash chain.
        var (left, right) = (await DescribeAsync(source, cancellation), await DescribeAsync(target.Store, cancellation));
        if (left != right)
        {
            await error.WriteLineAsync("The stores differ after the copy.");
            await error.WriteLineAsync($"from: {left}");
            await error.WriteLineAsync($"to:   {right}");
            return ExitCode.DataProblems;
        }

        if (json)
        {
            var version = (await source.ReadAsync(cancellation: cancellation)).Version;
            await output.WriteJsonAsync(new { copied, already, version = version.Sequence, content = version.ContentHash });
            return ExitCode.Ok;
        }

        await output.WriteLineAsync($"Copied {Count.Of(copied, "change set")}; the target already had {already}. Both stores: {right}");
        return ExitCode.Ok;
    }

    private static async Task<string> DescribeAsync(IGraphStore store, CancellationToken cancellation)
    {
        var view = await store.ReadAsync(cancellation: cancellation);
        var last = await store.HistoryAsync(Math.Max(0, view.Version.Sequence - 1), cancellation).LastOrDefaultAsync(cancellation);
        return $"version {view.Version.Sequence}, {Count.Of(view.Entities.Count, "entity", "entities")}, {Count.Of(view.Events.Count, "event")}, {Count.Of(view.Relations.Count, "relation")}, "
            + $"{Count.Of(view.Sources.Count, "source")}, {Count.Of(view.Claims.Count, "claim")}, content hash {view.Version.ContentHash}, chain hash {last?.Hash ?? "none"}";
    }
}
