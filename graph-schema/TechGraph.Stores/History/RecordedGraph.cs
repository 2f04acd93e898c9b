using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.View;

namespace TechGraph.Stores.History;

/// <summary>Rebuilds the graph as it was recorded at some point from the history: what a reader saw then.</summary>
public static class RecordedGraph
{
    /// <summary>The version at a point of record time.</summary>
    /// <exception cref="StoreException"><c>STORE_BEHIND</c>: there is no such version yet. Otherwise a failure of the store.</exception>
    public static async Task<long> SequenceOfAsync(IGraphStore store, RecordedPoint point, CancellationToken cancellation = default)
    {
        if (point.Time is { } moment)
        {
            return await store.SequenceAtAsync(moment, cancellation).ConfigureAwait(false);
        }

        var head = (await store.HeadAsync(cancellation).ConfigureAwait(false)).Sequence;
        return point.Sequence <= head
            ? point.Sequence.Value
            : throw new StoreException("STORE_BEHIND", $"The store is at version {head}; version {point.Sequence} was requested.");
    }

    /// <summary>The graph at a point of record time.</summary>
    /// <param name="store">The store with the history.</param>
    /// <param name="point">The point.</param>
    /// <param name="terms">The current vocabulary, which is used to read the old graph.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="StoreException"><c>STORE_BEHIND</c>: there is no such version yet. Otherwise a failure of the store.</exception>
    public static async Task<IGraphView> ReadAsync(IGraphStore store, RecordedPoint point, Terms terms, CancellationToken cancellation = default) =>
        await ReadAsync(store, await SequenceOfAsync(store, point, cancellation).ConfigureAwait(false), terms, cancellation).ConfigureAwait(false);

    /// <summary>The graph at a version.</summary>
    /// <param name="store">The store with the history.</param>
    /// <param name="sequence">An existing version; 0: the empty graph.</param>
    /// <param name="terms">The current vocabulary, which is used to read the old graph.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="StoreException">A failure of the store.</exception>
    public static async Task<IGraphView> ReadAsync(IGraphStore store, long sequence, Terms terms, CancellationToken cancellation = default)
    {
        var records = new Dictionary<RecordRef, StoredRecord>();
        var history = sequence == 0 ? AsyncEnumerable.Empty<HistoryEntry>() : store.HistoryAsync(cancellation: cancellation);
        await foreach (var entry in history.WithCancellation(cancellation).ConfigureAwait(false))
        {
            HistoryContent.Read(entry).WorkInto(records);
            if (entry.Sequence == sequence)
            {
                break;
            }
        }

        return MemoryGraph.Build(terms, sequence, records.Values);
    }
}
