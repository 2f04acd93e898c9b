using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.View;

namespace TechGraph.Stores.History;

/// <summary>The graph as it was recorded once, worked out from the history: what a reader of that day was told.</summary>
public static class RecordedGraph
{
    /// <summary>The graph at a version, or at a time: after the last change before the first one that came later.</summary>
    /// <param name="store">Has the history.</param>
    /// <param name="point">When.</param>
    /// <param name="terms">The vocabulary of today; the graph of that day is read by it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException"><c>STORE_BEHIND</c>: there is no such version yet. Otherwise what the store says.</exception>
    public static async Task<IGraphView> ReadAsync(IGraphStore store, RecordedPoint point, Terms terms, CancellationToken cancellation = default)
    {
        var (sequence, records) = await ReplayAsync(store, point, cancellation).ConfigureAwait(false);
        return MemoryGraph.Build(terms, sequence, records.Values);
    }

    private static async Task<(long Sequence, Dictionary<RecordRef, StoredRecord> Records)> ReplayAsync(IGraphStore store, RecordedPoint point, CancellationToken cancellation)
    {
        var (sequence, records) = (0L, new Dictionary<RecordRef, StoredRecord>());
        if (point.Sequence == 0)
        {
            return (sequence, records);
        }

        var head = (await store.HeadAsync(cancellation).ConfigureAwait(false)).Sequence;
        if (point.Sequence > head)
        {
            throw new StoreException("STORE_BEHIND", $"The store is at version {head}; version {point.Sequence} was asked for.");
        }

        await foreach (var entry in store.HistoryAsync(cancellation: cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.At > point.Time)
            {
                break;
            }

            HistoryContent.Read(entry).WorkInto(records);
            sequence = entry.Sequence;
            if (sequence == point.Sequence)
            {
                break;
            }
        }

        return (sequence, records);
    }
}
