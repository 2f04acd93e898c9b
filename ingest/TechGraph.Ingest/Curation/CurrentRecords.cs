using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Curation;

/// <summary>
/// All records of one version. A later version is read from the history alone, so that a writer that was overtaken is quickly ready to try
/// again.
/// </summary>
/// <param name="Sequence">The version.</param>
/// <param name="ByRef">Its records.</param>
internal sealed record CurrentRecords(long Sequence, IReadOnlyDictionary<RecordRef, StoredRecord> ByRef)
{
    /// <summary>The records, in order of kind and id.</summary>
    public IReadOnlyList<StoredRecord> Records { get; } = [.. ByRef.Values.OrderBy(record => record.Ref)];

    /// <summary>Reads the newest version.</summary>
    /// <param name="store">The store.</param>
    /// <param name="known">An earlier version; null: none was read yet.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<CurrentRecords> ReadAsync(IGraphStore store, CurrentRecords? known, CancellationToken cancellation)
    {
        if (known is null)
        {
            // The records may be newer than the number. Then the write is a conflict, and the next attempt applies the changes once more.
            var sequence = (await store.HeadAsync(cancellation)).Sequence;
            return new CurrentRecords(sequence, (await store.RecordsAsync(cancellation)).ToDictionary(record => record.Ref));
        }

        var (records, last) = (new Dictionary<RecordRef, StoredRecord>(known.ByRef), known.Sequence);
        await foreach (var entry in store.HistoryAsync(known.Sequence, cancellation))
        {
            HistoryContent.Read(entry).ApplyTo(records);
            last = entry.Sequence;
        }

        return new CurrentRecords(last, records);
    }
}
