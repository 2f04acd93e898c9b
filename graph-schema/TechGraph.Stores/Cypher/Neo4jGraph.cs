using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Polly;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.History;
using TechGraph.Stores.View;

namespace TechGraph.Stores.Cypher;

/// <summary>
/// Neo4j as the system of record, read through an immutable view in memory that follows the change history. Any number of
/// processes may read and write one database. Safe for concurrent use.
/// </summary>
public sealed class Neo4jGraph : IGraphStore, IGraphWriter, IDisposable
{
    private const int ReadAttempts = 3;

    private readonly Neo4jOptions _options;
    private readonly TimeProvider _time;
    private readonly Terms _terms;
    private readonly ICypher _cypher;
    private readonly Neo4jRecords _records;
    private readonly Migrator _migrator;
    private readonly ResiliencePipeline _writes;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SemaphoreSlim _preparing = new(1);
    private Snapshot? _snapshot;
    private bool _isPrepared;
    private long _lookedAt;
    private int _batch;

    /// <summary>A store that is connected, and where needed prepared, at its first use.</summary>
    public Neo4jGraph(IOptions<Neo4jOptions> options, TimeProvider time, Terms? terms = null, ICypher? cypher = null)
    {
        _options = options.Value;
        _time = time;
        _terms = terms ?? Terms.Shipped;
        _cypher = cypher ?? new QueryApi(_options, time);
        _records = new Neo4jRecords(_cypher, _options);
        _migrator = new Migrator(_cypher, _options, time, Migration.Shipped);
        _writes = Resilience.Writes(_options, time);
        _batch = _options.BatchRows;
    }

    /// <summary>What the view was made of, so that changes can be worked into it.</summary>
    private sealed record Snapshot(MemoryGraph View, SortedDictionary<RecordRef, StoredRecord> Records, string Hash);

    /// <inheritdoc/>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default)
    {
        var known = Volatile.Read(ref _snapshot);
        if (known is not null && known.View.Version.Sequence >= atLeast && _time.GetElapsedTime(Volatile.Read(ref _lookedAt)) < _options.RefreshEvery)
        {
            return known.View;
        }

        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var view = await LookAsync(atLeast, cancellation).ConfigureAwait(false);
            return view.Version.Sequence >= atLeast
                ? view
                : throw new StoreException("STORE_BEHIND", $"The store is at version {view.Version.Sequence}; version {atLeast} was asked for. Try again.");
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default) =>
        await GuardAsync(async () => (await ReadAllAsync(cancellation).ConfigureAwait(false)).Records, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var from = after;
            var page = await GuardAsync(() => _records.HistoryAsync(from, cancellation), cancellation).ConfigureAwait(false);
            foreach (var (entry, _) in page)
            {
                yield return entry;
                after = entry.Sequence;
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
        return await WriteAsync(changes, expected, at, HistoryChain.Content(changes), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default)
    {
        var (sequence, hash) = await GuardAsync(() => _records.HeadAsync(_options.ReadTimeout, cancellation), cancellation).ConfigureAwait(false);
        await WriteAsync(HistoryChain.Follow(entry, sequence, hash), sequence, HistoryChain.Time(entry.At), entry.Content, cancellation).ConfigureAwait(false);
    }

    private Task<long> WriteAsync(ChangeSet changes, long expected, string at, string content, CancellationToken cancellation) => GuardAsync(
        async () => await _writes.ExecuteAsync(
            async token => await TryApplyAsync(changes, expected, at, content, token).ConfigureAwait(false), cancellation).ConfigureAwait(false),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellation = default) => GuardAsync(
        async () =>
        {
            var (sequence, hash, records) = await ReadAllAsync(cancellation).ConfigureAwait(false);
            var history = new List<HistoryEntry>();
            await foreach (var entry in HistoryAsync(cancellation: cancellation).ConfigureAwait(false))
            {
                history.Add(entry);
            }

            return StoreVerify.Run(records, history, (sequence, hash));
        },
        cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        (_cypher as IDisposable)?.Dispose();
        _gate.Dispose();
        _preparing.Dispose();
    }

    private async Task<long> TryApplyAsync(ChangeSet changes, long expected, string at, string content, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await _cypher.BeginAsync(cancellation).ConfigureAwait(false);
            var write = new Neo4jWrite(transaction, new GraphRows(_terms), _options, _batch);
            var (sequence, previous) = await write.HeadAsync(cancellation).ConfigureAwait(false);
            var next = expected + 1;
            if (sequence == next && !changes.IsEmpty && await IsOursAsync(next, changes, at, content, cancellation).ConfigureAwait(false))
            {
                // The answer to an earlier attempt was lost, its work was not.
                return next;
            }

            if (sequence != expected)
            {
                throw new StoreException("STORE_CONFLICT", $"Another process has written since (version {expected} is now {sequence}). Try again.");
            }

            if (changes.IsEmpty)
            {
                return sequence;
            }

            await write.ApplyAsync(changes, cancellation).ConfigureAwait(false);
            var hash = HistoryChain.Hash(previous, next, at, changes.Author, changes.Reason, content);
            await write.CommitAsync(new HistoryEntry(next, default, changes.Author, changes.Reason, content, hash), at, cancellation).ConfigureAwait(false);

            // The next read looks at once.
            Volatile.Write(ref _lookedAt, _time.GetTimestamp() - (long)(_options.RefreshEvery.TotalSeconds * _time.TimestampFrequency) - 1);
            return next;
        }
        catch (CypherException overtaken) when (overtaken.Code == Neo4jWrite.ConflictCode)
        {
            throw new StoreException("STORE_CONFLICT", $"Another process has written since version {expected}. Try again.", overtaken);
        }
        catch (CypherException error) when (error.Failure is CypherFailure.RetrySmaller or CypherFailure.TimeLimit)
        {
            _batch = Math.Max(1, _batch / 2);
            throw;
        }
    }

    /// <summary>Whether a history line is the one that this change set makes.</summary>
    private async Task<bool> IsOursAsync(long sequence, ChangeSet changes, string at, string content, CancellationToken cancellation)
    {
        var page = await _records.HistoryAsync(sequence - 1, cancellation).ConfigureAwait(false);
        return page.Count > 0 && page[0] is var (entry, written)
            && (entry.Sequence, entry.Author, entry.Reason, written) == (sequence, changes.Author, changes.Reason, at)
            && entry.Content == content;
    }

    /// <summary>The newest view that can be had now: the server's, or while it is away the last one.</summary>
    private async Task<MemoryGraph> LookAsync(long atLeast, CancellationToken cancellation)
    {
        var known = _snapshot;
        if (known is not null && known.View.Version.Sequence >= atLeast && _time.GetElapsedTime(_lookedAt) < _options.RefreshEvery)
        {
            return known.View;
        }

        try
        {
            if (known is null)
            {
                known = await GuardAsync(() => LoadAsync(cancellation), cancellation).ConfigureAwait(false);
            }
            else
            {
                var (sequence, hash) = await _records.HeadAsync(_options.LookTimeout, cancellation).ConfigureAwait(false);
                if ((sequence, hash) != (known.View.Version.Sequence, known.Hash))
                {
                    known = await FollowAsync(known, sequence, cancellation).ConfigureAwait(false);
                }
            }

            AwaySince = null;
            Volatile.Write(ref _snapshot, known);
            return known.View;
        }
        catch (CypherException) when (known is not null && known.View.Version.Sequence >= atLeast)
        {
            // Readers go on with what is there; health says how old it is.
            AwaySince ??= _time.GetUtcNow();
            return known.View;
        }
        catch (CypherException failure)
        {
            AwaySince ??= _time.GetUtcNow();
            throw Neo4jErrors.Of(failure, _options);
        }
        finally
        {
            Volatile.Write(ref _lookedAt, _time.GetTimestamp());
        }
    }

    private async Task<Snapshot> LoadAsync(CancellationToken cancellation)
    {
        var (sequence, hash, records) = await ReadAllAsync(cancellation).ConfigureAwait(false);
        return new Snapshot(MemoryGraph.Build(_terms, sequence, records), new(records.ToDictionary(r => r.Ref)), hash);
    }

    /// <summary>Works the changes since into the view; where they do not follow on it, reads everything anew.</summary>
    private async Task<Snapshot> FollowAsync(Snapshot known, long sequence, CancellationToken cancellation)
    {
        var records = new SortedDictionary<RecordRef, StoredRecord>(known.Records);
        var (at, hash) = (known.View.Version.Sequence, known.Hash);
        while (at < sequence)
        {
            var page = await _records.HistoryAsync(at, cancellation).ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            foreach (var (entry, written) in page)
            {
                if (HistoryChain.Hash(hash, entry.Sequence, written, entry.Author, entry.Reason, entry.Content) != entry.Hash)
                {
                    return await LoadAsync(cancellation).ConfigureAwait(false);
                }

                HistoryChain.Replay(entry.Content, records);
                (at, hash) = (entry.Sequence, entry.Hash);
            }
        }

        return at >= sequence && at > known.View.Version.Sequence
            ? new Snapshot(MemoryGraph.Build(_terms, at, [.. records.Values]), records, hash)
            : await LoadAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>All records of one version: where somebody writes meanwhile, they are read again.</summary>
    private async Task<(long Sequence, string Hash, List<StoredRecord> Records)> ReadAllAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < ReadAttempts; attempt++)
        {
            var before = await _records.HeadAsync(_options.ReadTimeout, cancellation).ConfigureAwait(false);
            var records = await _records.AllAsync(cancellation).ConfigureAwait(false);
            if (await _records.HeadAsync(_options.ReadTimeout, cancellation).ConfigureAwait(false) == before)
            {
                return (before.Sequence, before.Hash, records);
            }
        }

        throw new StoreException("GRAPH_BUSY", "Others write faster than the graph can be read. Try again when the load is over.");
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await PrepareAsync(cancellation).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is CypherException || Resilience.GaveUp(failure))
        {
            throw Neo4jErrors.Of(failure, _options);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _isPrepared))
        {
            return;
        }

        await _preparing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_isPrepared)
            {
                await _migrator.RunAsync(cancellation).ConfigureAwait(false);
                Volatile.Write(ref _isPrepared, true);
            }
        }
        finally
        {
            _preparing.Release();
        }
    }
}
