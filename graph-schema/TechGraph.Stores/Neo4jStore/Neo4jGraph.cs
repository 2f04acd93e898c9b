using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Polly;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.DatabaseView;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Neo4jStore;

/// <summary>
/// The Neo4j store, read through a view in memory that follows the change history, or directly from the database. Any number of processes
/// may read and write one database. Safe for concurrent use.
/// </summary>
public sealed class Neo4jGraph : IGraphStore, IGraphWriter, IDisposable
{
    private readonly Neo4jOptions _options;
    private readonly TimeProvider _time;
    private readonly Terms _terms;
    private readonly ICypher _cypher;
    private readonly Neo4jRecordReader _records;
    private readonly Neo4jAccess _access;
    private readonly IViewSource _views;
    private readonly ResiliencePipeline _writes;
    private int _batch;

    /// <summary>Creates a store; it connects, and migrates the database if needed, at its first use.</summary>
    public Neo4jGraph(IOptions<Neo4jOptions> options, TimeProvider time, Terms? terms = null, ICypher? cypher = null)
    {
        _options = options.Value;
        _time = time;
        _terms = terms ?? Terms.Shipped;
        _cypher = cypher ?? new QueryApi(_options, time);
        _records = new Neo4jRecordReader(_cypher, _options);
        _access = new Neo4jAccess(new Migrator(_cypher, _options, time, Migration.Shipped), _options);
        _views = _options.View == Neo4jView.Database
            ? new DatabaseReads(_access, _cypher, _records, _options, time, _terms)
            : new MemoryViewFollower(_access, _records, _options, time, _terms);
        _writes = WriteRetries.Writes(_options, time);
        _batch = _options.BatchRows;
    }

    /// <inheritdoc/>
    public DateTimeOffset? StaleSince => _views.StaleSince;

    /// <inheritdoc/>
    public StoreProblem? Problem => null;

    /// <inheritdoc/>
    public ValueTask CheckWritableAsync(CancellationToken cancellation = default) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default) => _views.ReadAsync(atLeast, cancellation);

    /// <inheritdoc/>
    public async ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default)
    {
        var (sequence, hash) = await _access.RunAsync(() => _records.HeadAsync(_options.ReadTimeout, cancellation), cancellation).ConfigureAwait(false);
        return new GraphHead(sequence, hash);
    }

    /// <inheritdoc/>
    public async ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) =>
        await _access.RunAsync(() => _records.SequenceAtAsync(HistoryChain.Time(moment), cancellation), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default) =>
        await _access.RunAsync(async () => (await _records.VersionAsync(cancellation).ConfigureAwait(false)).Records, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var from = after;
            var page = await _access.RunAsync(() => _records.HistoryAsync(from, cancellation), cancellation).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row.ToEntry();
                after = row.Sequence;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
    {
        changes.RefuseTooLarge();

        var at = HistoryChain.Time(_time.GetUtcNow());
        return changes.IsEmpty
            ? await CheckUnchangedAsync(expected, cancellation).ConfigureAwait(false)
            : await WriteAsync(changes, expected, at, HistoryContent.Write(changes), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default)
    {
        var (sequence, hash) = await _access.RunAsync(() => _records.HeadAsync(_options.ReadTimeout, cancellation), cancellation).ConfigureAwait(false);
        await WriteAsync(HistoryChain.ReadNext(entry, sequence, hash), sequence, HistoryChain.Time(entry.At), entry.Content, cancellation).ConfigureAwait(false);
    }

    private async Task<long> CheckUnchangedAsync(long expected, CancellationToken cancellation)
    {
        var sequence = (await HeadAsync(cancellation).ConfigureAwait(false)).Sequence;
        return sequence == expected ? sequence : throw Conflict(expected, sequence);
    }

    private static StoreException Conflict(long expected, long sequence) =>
        new("STORE_CONFLICT", $"Another process has written in between: version {expected} is now version {sequence}. Try again.");

    private Task<long> WriteAsync(ChangeSet changes, long expected, string at, string content, CancellationToken cancellation) => _access.RunAsync(
        async () => await _writes.ExecuteAsync(
            async token => await TryApplyAsync(changes, expected, at, content, token).ConfigureAwait(false), cancellation).ConfigureAwait(false),
        cancellation);

    /// <inheritdoc/>
    public Task<VerifyResult> VerifyAsync(CancellationToken cancellation = default) => _access.RunAsync(
        async () =>
        {
            var (sequence, hash, records) = await _records.VersionAsync(cancellation).ConfigureAwait(false);
            var faults = new List<string>();
            var replay = new HistoryReplay(faults);
            var last = new GraphHead(0, HistoryChain.Start);
            try
            {
                while (last.Sequence < sequence && await _records.HistoryAsync(last.Sequence, cancellation).ConfigureAwait(false) is { Count: > 0 } page)
                {
                    foreach (var row in page.Where(row => row.Sequence <= sequence))
                    {
                        replay.Add(row);
                        last = new GraphHead(row.Sequence, row.Hash);
                    }
                }
            }
            catch (StoreException damaged) when (damaged.Code == "STORE_DAMAGED")
            {
                replay.Break(damaged.Message, $"the history cannot be read after line {last.Sequence}");
            }

            StoreVerify.Run(records, replay, faults);
            if (last != new GraphHead(sequence, hash))
            {
                faults.Add($"The history ends at line {last.Sequence}, but the head node names line {sequence}.");
            }

            return new VerifyResult(faults, []);
        },
        cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        (_cypher as IDisposable)?.Dispose();
        _views.Dispose();
        _access.Dispose();
    }

    private async Task<long> TryApplyAsync(ChangeSet changes, long expected, string at, string content, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await _cypher.BeginAsync(cancellation).ConfigureAwait(false);
            var write = new Neo4jChangeSetWriter(transaction, new GraphRows(_terms), _options, _batch);
            var (sequence, previous) = await write.HeadAsync(cancellation).ConfigureAwait(false);
            var next = expected + 1;
            if (sequence == next && await IsOursAsync(next, changes, at, content, cancellation).ConfigureAwait(false))
            {
                // The response to an earlier attempt was lost, but its work was done.
                return next;
            }

            if (sequence != expected)
            {
                throw Conflict(expected, sequence);
            }

            await write.ApplyAsync(changes, cancellation).ConfigureAwait(false);
            var hash = HistoryChain.Hash(previous, next, at, changes.Author, changes.Reason, content);
            await write.CommitAsync(new HistoryEntry(next, default, changes.Author, changes.Reason, content, hash), at, cancellation).ConfigureAwait(false);

            _views.RefreshNow();
            return next;
        }
        catch (CypherException overtaken) when (overtaken.Code == Neo4jChangeSetWriter.ConflictCode)
        {
            throw new StoreException("STORE_CONFLICT", $"Another process has written since version {expected}. Try again.", overtaken);
        }
        catch (CypherException error) when (error.Failure is CypherFailure.RetrySmaller or CypherFailure.TimeLimit)
        {
            _batch = Math.Max(1, _batch / 2);
            throw;
        }
    }

    /// <summary>Whether a history entry is the one that this change set writes.</summary>
    private async Task<bool> IsOursAsync(long sequence, ChangeSet changes, string at, string content, CancellationToken cancellation)
    {
        var page = await _records.HistoryAsync(sequence - 1, cancellation).ConfigureAwait(false);
        return page.Count > 0
            && (page[0].Sequence, page[0].Author, page[0].Reason, page[0].At) == (sequence, changes.Author, changes.Reason, at)
            && page[0].Content == content;
    }
}
