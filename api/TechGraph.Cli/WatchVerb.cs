using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Api.Logging;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Workers;

namespace TechGraph.Cli;

/// <summary>
/// <c>techgraph watch</c>: accepts dossiers from a folder and processes the queue until it is stopped. Several may run, with or without an
/// API. If it is stopped or killed, the next start continues.
/// </summary>
internal static class WatchVerb
{
    /// <summary>How long a process may continue after Ctrl-C or SIGTERM; workers need at most 20 s.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private static readonly Argument<string?> Folder = new("folder")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The folder to watch. Default: TechGraph__Intake__Folder. Without a folder, only items that other processes received are processed.",
    };

    private static readonly Option<int?> Workers = TypedOption.Number("--workers", "Number of workers, 0 to 16. Default: TechGraph__Intake__Workers, else 1.", 0, 16);

    private static readonly Option<bool> Once = new("--once") { Description = "Stop when all items are processed. Exit with 6 if an item was refused." };

    private static readonly Option<bool> Json = JsonReport.Option();

    public static Command Create() => StoreCommand.Create(
        new Command("watch", "Receive dossiers from a folder and process the queue, until Ctrl-C. Example: techgraph watch inbox") { Folder, Workers, Once, Json },
        RunAsync,
        static (parsed, kind, data) =>
        {
            var settings = new Dictionary<string, string?>();
            if (parsed.GetValue(Folder) is { } folder)
            {
                settings["TechGraph:Intake:Folder"] = folder;
            }

            if (parsed.GetValue(Workers) is { } workers)
            {
                settings["TechGraph:Intake:Workers"] = workers.ToString(CultureInfo.InvariantCulture);
            }

            return StoreOption.Open(kind, data, settings, static (services, configuration) => services
                .AddIntake(configuration)
                .AddLogging(static log => log
                    .AddEventLines(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                    .AddFilter<StoreMessages>(static _ => false)));
        },
        mustExist: false);

    private static async Task<int> RunAsync(StoreSession session, CancellationToken stop)
    {
        if (session.Parsed.GetValue(Folder) is { } given && !Directory.Exists(given))
        {
            await session.Error.WriteLineAsync($"There is no folder \"{given}\".");
            return ExitCode.NotFound;
        }

        var (ledger, folder) = (session.Open.Service<Ledger>(), session.Open.Service<FolderIntake>());
        folder.Author = Environment.UserName;
        await session.Error.WriteLineAsync(
            $"Ledger \"{ledger.File}\": {Count.Of(ledger.PendingLoad().Items, "item")} pending. {(folder.Folder.Length > 0 ? $"Watching \"{folder.Folder}\"." : "No folder is watched.")}");
        var counts = new ItemCounts(ledger);
        if (session.Parsed.GetValue(Once))
        {
            try
            {
                return await OnceAsync(session, counts, folder, stop);
            }
            finally
            {
                await WriteCountsAsync(session, counts);
            }
        }

        using var service = session.Open.Service<IntakeService>();
        await service.StartAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.Error.WriteLineAsync("Stopping: items in progress are finished or returned to the queue.");
        await service.StopAsync(CancellationToken.None);
        await session.Error.WriteLineAsync($"Stopped. {Count.Of(counts.Left, "item")} pending. Run the same command again to process them.");
        await WriteCountsAsync(session, counts);
        return ExitCode.Ok;
    }

    private static async Task<int> OnceAsync(StoreSession session, ItemCounts counts, FolderIntake folder, CancellationToken stop)
    {
        var worker = session.Open.Service<Worker>();
        var owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");
        var (options, tries) = (session.Open.Service<IOptions<IntakeOptions>>().Value, session.Open.Service<StoreRetries>());
        var (left, since) = (0L, TimeProvider.System.GetTimestamp());
        while (true)
        {
            var more = folder.Folder.Length > 0 && folder.Scan();
            while (!tries.IsPaused && await worker.ProcessNextAsync(owner, stop))
            {
                stop.ThrowIfCancellationRequested();
            }

            var items = counts.Left;
            if (!more && items == 0)
            {
                break;
            }

            if (items != left || !tries.IsPaused)
            {
                (left, since) = (items, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(since) > options.DependencyTimeout)
            {
                await session.Error.WriteLineAsync($"The store accepts no writes at the moment. {Count.Of(items, "item")} pending. Run the same command again to process them.");
                return ExitCode.StoreUnavailable;
            }

            await Task.Delay(options.PollInterval, stop);
        }

        await (session.Parsed.GetValue(Json) ? session.Error : session.Output).WriteLineAsync($"Processed: {counts.Stored} stored, {counts.Refused} refused.");
        return counts.Refused > 0 ? ExitCode.DataProblems : ExitCode.Ok;
    }

    private static Task WriteCountsAsync(StoreSession session, ItemCounts counts) => session.Parsed.GetValue(Json)
        ? session.Output.WriteJsonAsync(new { stored = counts.Stored, refused = counts.Refused, left = counts.Left })
        : Task.CompletedTask;

    /// <summary>Counts the items that reached a final state since it was created, whichever process finished them, and the pending ones.</summary>
    private sealed class ItemCounts(Ledger ledger)
    {
        private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();

        public int Stored => ledger.Count(IntakeState.Stored, _since);

        public int Refused => ledger.Count(IntakeState.Refused, _since);

        public int Left => ledger.PendingLoad().Items;
    }
}
