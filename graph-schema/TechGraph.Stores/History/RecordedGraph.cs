using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.View;

namespace TechGraph.Stores.History;

/// <summary>The graph as it was recorded once, worked out from the history: what a reader of that day was told.</summary>
public static class RecordedGraph
{
    /// <summary>The version that a point of record time means.</summary>
    /// <exception cref="StoreException"><c>STORE_BEHIND</c>: there is no such version yet. Otherwise what the store says.</exception>
    public static async Task<long> SequenceOfAsync(IGraphStore store, RecordedPoint point, CancellationToken cancellation = default)
    {
        if (point.Time is { } moment)
        {
            return await store.SequenceAtAsync(moment, cancellation).ConfigureAwait(false);
        }

        var head = (await store.HeadAsync(cancellation).ConfigureAwait(false)).Sequence;
        return point.Sequence <= head
            ? point.Sequence.Value
            : throw new StoreException("STORE_BEHIND", $"The store is at version {head}; version {point.Sequence} was asked for.");
    }

    /// <summary>The graph at a point of record time.</summary>
    /// <param name="store">Has the history.</param>
    /// <param name="point">Which.</param>
    /// <param name="terms">The vocabulary of today; the graph of that day is read by it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException"><c>STORE_BEHIND</c>: there is no such version yet. Otherwise what the store says.</exception>
    public static async Task<IGraphView> ReadAsync(IGraphStore store, RecordedPoint point, Terms terms, CancellationToken cancellation = default) =>
        await ReadAsync(store, await SequenceOfAsync(store, point, cancellation).ConfigureAwait(false), terms, cancellation).ConfigureAwait(false);

    /// <summary>The graph at a version.</summary>
    /// <param name="store">Has the history.</param>
    /// <param name="sequence">A version that there is; 0: the empty graph.</param>
    /// <param name="terms">The vocabulary of today; the graph of that day is read by it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException">What the store says.</exception>
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
