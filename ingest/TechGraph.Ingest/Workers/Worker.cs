using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Loading;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// Processes the queue: leases items, parses them and writes them to the graph. Valid items are written in one batch; invalid items, and
/// items that fail in the batch, are processed alone. The graph is written before the ledger. Writing the same items again changes nothing,
/// so a crash between the two is harmless.
/// </summary>
public sealed class Worker(
    Ledger ledger, Loader loader, Terms terms, StoreRetries retries, IOptions<IntakeOptions> options, TimeProvider time, ILogger<Worker> log)
{
    /// <summary>Number of failures of the store in a row after which the log raises an alert.</summary>
    private const int AttemptsBeforeAlert = 3;

    /// <summary>While new items keep arriving, an item waits at most this many times the dependency time-out.</summary>
    private const int MaxDependencyTimeouts = 10;

    /// <summary>How long a stopping worker continues with what it began; a host allows 30 s in total.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Problems that disappear if another, possibly pending dossier is stored.</summary>
    private static readonly HashSet<string> DependencyCodes = ["DOS002", "DOS003", "DOS005", "DOS009", "DOS011", "DOS012", "DOS014", "LOAD002", "LOAD004"];

    /// <summary>Called at each step, so that tests can kill the process there.</summary>
    internal Action<string>? Step { get; init; }

    /// <summary>Processes items until it is stopped; then finishes what it began, or releases it, within 20 s.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");
        using var hard = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var registration = stop.Register(() => hard.CancelAfter(StopTimeout));
        var lastErrorCode = "";
        while (!stop.IsCancellationRequested)
        {
            var arrival = ledger.Arrival;
            var worked = false;
            try
            {
                worked = !retries.IsPaused && await ProcessNextAsync(owner, hard.Token);
                lastErrorCode = "";
            }
            catch (StoreException failure)
            {
                // Logged once for each kind of failure, not at every attempt.
                if (lastErrorCode != failure.Code)
                {
                    lastErrorCode = failure.Code;
                    log.LedgerFailed(failure.Code, failure.Message);
                }
            }

            if (!worked)
            {
                // Whichever comes first: a new item in this process, the time to check for items of other processes, or the stop.
                await Task.WhenAny(arrival, Task.Delay(options.Value.PollInterval, time, stop));
            }
        }
    }

    /// <summary>Takes a lease and processes it; false: there was nothing to do.</summary>
    /// <exception cref="StoreException">The ledger cannot be read or written.</exception>
    public async Task<bool> ProcessNextAsync(string owner, CancellationToken cancellation = default)
    {
        if (ledger.LeaseNext(owner) is not { } lease)
        {
            return false;
        }

        Step?.Invoke("leased");
        var open = lease.Items.Select(leased => leased.Item).ToList();
        try
        {
            await ProcessBatchAsync(new Batch(lease, open), cancellation);
        }
        catch (LeaseLostException)
        {
            log.LeaseLost(open.Count);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            ReleaseItems(lease, open);
        }
        catch (StoreException failure)
        {
            BackOff(lease, open, failure);
        }

        return true;
    }

    private async Task ProcessBatchAsync(Batch batch, CancellationToken cancellation)
    {
        var read = batch.Lease.Items.Select(Read).ToList();
        var valid = read.Where(dossier => dossier.Found.Count == 0).ToList();
        if (valid.Count > 0)
        {
            ledger.SetState(batch.Lease, valid.Select(dossier => dossier.Item), IntakeState.Parsed);
            Step?.Invoke("parsed");
        }

        var invalid = read.Where(dossier => dossier.Found.Count > 0).ToList();
        invalid.AddRange(await StoreAsync(batch, valid, cancellation));

        // After the others, so that the records that they added exist and only the item's own problems are reported.
        foreach (var dossier in invalid)
        {
            await ProcessAloneAsync(batch, dossier, cancellation);
        }
    }

    private ParsedItem Read(LeasedItem leased)
    {
        var problems = new Problems();
        DossierFile? file = null;
        try
        {
            file = DossierParser.Parse(leased.Content, leased.Item.Name, terms, problems);
        }
#pragma warning disable CA1031 // Whatever a file does to the parser, it must not stop the others.
        catch (Exception defect) when (defect is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            problems.Add(Defect(leased.Item, defect));
        }

        return new ParsedItem(leased.Item, file, problems);
    }

    /// <summary>Stores dossiers together. Those with problems are left out and returned, and do not block the others.</summary>
    private async Task<List<ParsedItem>> StoreAsync(Batch batch, List<ParsedItem> dossiers, CancellationToken cancellation)
    {
        var invalid = new List<ParsedItem>();
        while (dossiers.Count > 0)
        {
            LoadReport report;
            try
            {
                report = await LoadAsync(batch, dossiers, [], cancellation);
            }
            catch (StoreException tooLarge) when (tooLarge.Code == "STORE_TOO_LARGE" && dossiers.Count > 1)
            {
                var half = dossiers.Count / 2;
                invalid.AddRange(await StoreAsync(batch, dossiers[..half], cancellation));
                dossiers = dossiers[half..];
                continue;
            }
            catch (Exception defect) when (IsDefect(defect))
            {
                return [.. invalid, .. dossiers];
            }

            if (report.Problems.IsEmpty)
            {
                FinishStored(batch, dossiers, report);
                return invalid;
            }

            var problemsByFile = report.Problems.ToLookup(problem => problem.Position.File);
            var faulty = dossiers.Where(dossier => problemsByFile.Contains(dossier.Item.Name)).ToList();
            if (faulty.Count == 0)
            {
                return [.. invalid, .. dossiers];
            }

            invalid.AddRange(faulty.Select(dossier => dossier with { BatchProblems = [.. problemsByFile[dossier.Item.Name]], TriedVersion = report.Sequence }));
            dossiers = dossiers.Except(faulty).ToList();
        }

        return invalid;
    }

    private async Task ProcessAloneAsync(Batch batch, ParsedItem dossier, CancellationToken cancellation)
    {
        if (dossier.BatchProblems.Count > 0 && MayBecomeValid(batch, dossier, dossier.BatchProblems, dossier.TriedVersion))
        {
            WaitForOthers(batch, dossier.Item, dossier.BatchProblems[0], dossier.TriedVersion);
            return;
        }

        var triedVersion = dossier.TriedVersion;
        IReadOnlyList<Problem> problems = [.. dossier.Found];
        if (dossier.File is not null)
        {
            try
            {
                var report = await LoadAsync(batch, [dossier], dossier.Found, cancellation);
                if (report.Problems.IsEmpty)
                {
                    FinishStored(batch, [dossier], report);
                    return;
                }

                (problems, triedVersion) = (report.Problems, report.Sequence);
            }
            catch (StoreException refused) when (refused.Code is "STORE_TOO_LARGE" or "STORE_UNKNOWN_KIND")
            {
                problems = [new Problem(refused.Code, new TextPosition(dossier.Item.Name, 1, 1), refused.Message)];
            }
            catch (Exception defect) when (IsDefect(defect))
            {
                problems = [.. problems, Defect(dossier.Item, defect)];
            }
        }

        if (MayBecomeValid(batch, dossier, problems, triedVersion))
        {
            WaitForOthers(batch, dossier.Item, problems[0], triedVersion);
            return;
        }

        ledger.Refuse(batch.Lease, [(dossier.Item, [.. problems.Select(problem => problem.ToString())])]);
        batch.Open.Remove(dossier.Item);
        Step?.Invoke("refused");
        log.Refused(dossier.Item.Id, dossier.Item.Name, problems.Count, problems[0].ToString());
    }

    private Task<LoadReport> LoadAsync(Batch batch, IReadOnlyList<ParsedItem> dossiers, Problems found, CancellationToken cancellation)
    {
        // Before the graph is read, because what others store later is not in what is read.
        batch.PendingElsewhere = ledger.PendingElsewhere(batch.Lease);
        return retries.RunAsync(token => loader.LoadAsync(
            [.. dossiers.Select(dossier => dossier.File!)],
            found,
            dossiers[0].Item.Author,
            prune: false,
            progress: null,
            beforeWrite: () =>
            {
                // Renews the lease of all open items. A worker whose lease expired in the meantime must not write.
                ledger.Renew(batch.Lease, batch.Open);
                ledger.SetState(batch.Lease, dossiers.Select(dossier => dossier.Item), IntakeState.Resolved);
                Step?.Invoke("resolved");
            },
            intakeCopies: null,
            token),
        cancellation);
    }

    private void FinishStored(Batch batch, IReadOnlyList<ParsedItem> dossiers, LoadReport report)
    {
        Step?.Invoke("written");
        ledger.MarkStored(batch.Lease, dossiers.Select(dossier => dossier.Item), report.Sequence);
        batch.Open.RemoveAll(item => dossiers.Any(dossier => dossier.Item == item));
        Step?.Invoke("stored");
        log.Stored(dossiers.Count, report.Sequence);
    }

    /// <summary>
    /// Whether other dossiers may remove all problems of an item: any that arrive until its dependency time-out, and later those that are
    /// already pending.
    /// </summary>
    private bool MayBecomeValid(Batch batch, ParsedItem dossier, IReadOnlyList<Problem> problems, long triedVersion) =>
        dossier.Found.Count == 0
        && problems.All(problem => DependencyCodes.Contains(problem.Code))
        && (dossier.Item.TotalWait < options.Value.DependencyTimeout
            || (dossier.Item.TotalWait < MaxDependencyTimeouts * options.Value.DependencyTimeout
                && (batch.PendingElsewhere.MayHelp(triedVersion) || batch.Open.Exists(open => open != dossier.Item && !(open.LastTriedVersion >= triedVersion)))));

    private void WaitForOthers(Batch batch, IntakeItem item, Problem first, long triedVersion)
    {
        ledger.Release(batch.Lease, [item], options.Value.PollInterval, $"A dossier that arrives later may solve this: {first}", triedVersion: triedVersion);
        batch.Open.Remove(item);
    }

    private void BackOff(Lease lease, List<IntakeItem> open, StoreException failure)
    {
        var attempts = open.Count == 0 ? 0 : open.Max(item => item.Attempts) + 1;
        if (attempts >= AttemptsBeforeAlert)
        {
            log.Alert(open.Count, attempts, failure.Code, failure.Message);
        }
        else
        {
            log.RetryDelayed(open.Count, failure.Code, failure.Message);
        }

        try
        {
            // Another writer's commit is not a failure of the store. If the store is unreachable, all workers pause, so the items need not
            // wait longer.
            var conflict = failure.Code == "STORE_CONFLICT";
            var after = conflict ? TimeSpan.Zero : failure.Code == "STORE_AWAY" ? options.Value.PollInterval : options.Value.RetryDelay;
            ledger.Release(lease, open, after, conflict ? null : $"{failure.Code}: the store cannot be written at the moment; the item is retried.", !conflict);
        }
        catch (LeaseLostException)
        {
            log.LeaseLost(open.Count);
        }
    }

    private void ReleaseItems(Lease lease, List<IntakeItem> open)
    {
        try
        {
            ledger.Release(lease, open, TimeSpan.Zero);
        }
        catch (LeaseLostException)
        {
            log.LeaseLost(open.Count);
        }
    }

    private Problem Defect(IntakeItem item, Exception defect)
    {
        log.Defect(item.Id, item.Name, defect);
        return new Problem("LOAD003", new TextPosition(item.Name, 1, 1), $"A defect of TechGraph ({defect.GetType().Name}) prevents this file from being stored. Report it, with the file.");
    }

    private static bool IsDefect(Exception failure) =>
        failure is not (StoreException or LeaseLostException or OperationCanceledException or OutOfMemoryException);

    /// <summary>A lease and its unfinished items.</summary>
    private sealed record Batch(Lease Lease, List<IntakeItem> Open)
    {
        /// <summary>What else was pending just before the graph was last read.</summary>
        public PendingElsewhere PendingElsewhere { get; set; }
    }

    /// <summary>A parsed item.</summary>
    private sealed record ParsedItem(IntakeItem Item, DossierFile? File, Problems Found)
    {
        /// <summary>Its problems in the batch; empty: none, or it was not tried.</summary>
        public IReadOnlyList<Problem> BatchProblems { get; init; } = [];

        /// <summary>The version of the graph in which <see cref="BatchProblems"/> were found.</summary>
        public long TriedVersion { get; init; }
    }
}
