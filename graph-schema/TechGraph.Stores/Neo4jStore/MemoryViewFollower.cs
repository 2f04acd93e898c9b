using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.View;

namespace TechGraph.Stores.Neo4jStore;

/// <summary>Reads the graph once, follows the change history, and swaps in new versions. Safe for concurrent use.</summary>
internal sealed class MemoryViewFollower(Neo4jAccess access, Neo4jRecordReader records, Neo4jOptions options, TimeProvider time, Terms terms) : IViewSource
{
    private readonly SemaphoreSlim _gate = new(1);
    private Snapshot? _snapshot;
    private long _refreshedAt;

    /// <summary>The records that the view was built from, so that changes can be applied to them.</summary>
    private sealed record Snapshot(MemoryGraph View, SortedDictionary<RecordRef, StoredRecord> Records, string Hash);

    /// <inheritdoc/>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<IGraphView> ReadAsync(long atLeast, CancellationToken cancellation)
    {
        var known = Volatile.Read(ref _snapshot);
        if (known is not null && known.View.Version.Sequence >= atLeast && time.GetElapsedTime(Volatile.Read(ref _refreshedAt)) < options.RefreshInterval)
        {
            return known.View;
        }

        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var view = await RefreshAsync(atLeast, cancellation).ConfigureAwait(false);
            return view.Version.Sequence >= atLeast
                ? view
                : throw new StoreException("STORE_BEHIND", $"The store is at version {view.Version.Sequence}; version {atLeast} was requested. Try again.");
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void RefreshNow() => Volatile.Write(ref _refreshedAt, time.GetTimestamp() - (long)(options.RefreshInterval.TotalSeconds * time.TimestampFrequency) - 1);

    public void Dispose() => _gate.Dispose();

    /// <summary>The newest view available now: the server's or, while it is away, the last one.</summary>
    private async Task<MemoryGraph> RefreshAsync(long atLeast, CancellationToken cancellation)
    {
        var known = _snapshot;
        if (known is not null && known.View.Version.Sequence >= atLeast && time.GetElapsedTime(_refreshedAt) < options.RefreshInterval)
        {
            return known.View;
        }

        try
        {
            if (known is null)
            {
                known = await access.RunAsync(() => LoadAsync(cancellation), cancellation).ConfigureAwait(false);
            }
            else
            {
                var (sequence, hash) = await records.HeadAsync(options.RefreshTimeout, cancellation).ConfigureAwait(false);
                if ((sequence, hash) != (known.View.Version.Sequence, known.Hash))
                {
                    known = await FollowAsync(known, sequence, cancellation).ConfigureAwait(false);
                }
            }

            StaleSince = null;
            Volatile.Write(ref _snapshot, known);
            return known.View;
        }
        catch (CypherException) when (known is not null && known.View.Version.Sequence >= atLeast)
        {
            // Readers get the last view; the health endpoint says how old it is.
            StaleSince ??= time.GetUtcNow();
            return known.View;
        }
        catch (CypherException failure)
        {
            StaleSince ??= time.GetUtcNow();
            throw Neo4jErrors.Of(failure, options);
        }
        finally
        {
            Volatile.Write(ref _refreshedAt, time.GetTimestamp());
        }
    }

    private async Task<Snapshot> LoadAsync(CancellationToken cancellation)
    {
        var (sequence, hash, all) = await records.VersionAsync(cancellation).ConfigureAwait(false);
        return new Snapshot(MemoryGraph.Build(terms, sequence, all), new(all.ToDictionary(r => r.Ref)), hash);
    }

    /// <summary>Applies the changes since the last view. If they do not follow it, reads everything again.</summary>
    private async Task<Snapshot> FollowAsync(Snapshot known, long sequence, CancellationToken cancellation)
    {
        var changed = new SortedDictionary<RecordRef, StoredRecord>(known.Records);
        var (at, hash) = (known.View.Version.Sequence, known.Hash);
        while (at < sequence)
        {
            var page = await records.HistoryAsync(at, cancellation).ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            foreach (var row in page)
            {
                if (row.HashAfter(hash) != row.Hash)
                {
                    return await LoadAsync(cancellation).ConfigureAwait(false);
                }

                HistoryContent.Read(row.Content, row.Sequence, row.Author, row.Reason).ApplyTo(changed);
                (at, hash) = (row.Sequence, row.Hash);
            }
        }

        return at >= sequence && at > known.View.Version.Sequence
            ? new Snapshot(MemoryGraph.Build(terms, at, [.. changed.Values]), changed, hash)
            : await LoadAsync(cancellation).ConfigureAwait(false);
    }
}
