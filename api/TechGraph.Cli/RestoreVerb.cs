using System.CommandLine;
using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary><c>techgraph restore</c>: restores a backup into an empty store.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file that techgraph backup wrote." };
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("restore", "Verify a backup and write it into an empty store, or add its later versions to an older copy of the same store. To continue an interrupted restore, run the command again. Example: techgraph restore monday.db --data folder") { file, json },
            async (session, cancellation) =>
            {
                var path = Path.GetFullPath(session.Parsed.GetRequiredValue(file));
                if (!File.Exists(path))
                {
                    await session.Error.WriteLineAsync($"There is no file \"{session.Parsed.GetRequiredValue(file)}\".");
                    return ExitCode.NotFound;
                }

                using var backup = Backup.Open(path);
                var version = await Backup.CheckAsync(backup, cancellation: cancellation);
                if (session.Open.Store is SqliteGraph embedded)
                {
                    await embedded.AllowRestoreAsync(await backup.HeadAsync(cancellation), cancellation);
                }

                if (!await FollowsAsync(session.Open.Store, backup, cancellation))
                {
                    await session.Error.WriteLineAsync(
                        "STORE_DIVERGED: The store has another graph, and restore does not overwrite it. Give an empty folder with --data, or move the old store away first.");
                    return ExitCode.Failed;
                }

                // The ledger comes first: as long as versions of the graph are missing, the head file says that the restore is incomplete.
                await RestoreLedgerAsync(session, LedgerBackup.FileOf(path), version.Sequence);
                var code = await CopyVerb.CopyAsync(backup, session.Open, session.Output, session.Error, session.Parsed.GetValue(json), cancellation);
                var faults = code == ExitCode.Ok ? (await session.Open.Store.VerifyAsync(cancellation)).Faults : [];
                foreach (var fault in faults)
                {
                    await (session.Parsed.GetValue(json) ? session.Error : session.Output).WriteLineAsync(fault);
                }

                if (faults.Count > 0 || code != ExitCode.Ok)
                {
                    return faults.Count > 0 ? ExitCode.DataProblems : code;
                }

                return ExitCode.Ok;
            },
            StoreOption.OpenWithIntake,
            mustExist: false);
    }

    /// <summary>Restores the intake's ledger if there is none; otherwise moves the existing ledger back to the version of the graph.</summary>
    private static async Task RestoreLedgerAsync(StoreSession session, string backup, long sequence)
    {
        var ledger = session.Open.Service<Ledger>().File;
        if (File.Exists(ledger))
        {
            var late = LedgerBackup.CountRequeued(ledger, sequence);
            await session.Error.WriteLineAsync($"{ledger} already exists and stays; {late} items stored after the backup are processed again.");
        }
        else if (File.Exists(backup))
        {
            var (items, requeued) = LedgerBackup.Restore(backup, ledger, sequence);
            await session.Error.WriteLineAsync($"{ledger}: {items} items of the intake; {requeued} of them were stored after the graph's backup and are processed again.");
        }
    }

    /// <summary>Whether the history of the store is the beginning of the backup's history.</summary>
    private static async Task<bool> FollowsAsync(IGraphStore store, SqliteGraph backup, CancellationToken cancellation)
    {
        var sequence = (await store.ReadAsync(cancellation: cancellation)).Version.Sequence;
        if (sequence == 0)
        {
            return true;
        }

        var (own, other) = (
            await store.HistoryAsync(sequence - 1, cancellation).FirstAsync(cancellation),
            await backup.HistoryAsync(sequence - 1, cancellation).FirstOrDefaultAsync(cancellation));
        return other?.Hash == own.Hash;
    }
}
