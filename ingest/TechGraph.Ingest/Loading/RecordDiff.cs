using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Index;

namespace TechGraph.Ingest.Loading;

/// <summary>What must be written so that the graph equals what was loaded.</summary>
/// <param name="Put">New and changed records, in order of kind and id.</param>
/// <param name="Remove">Records to remove, in order of kind and id.</param>
/// <param name="New">The new ones among <paramref name="Put"/>.</param>
internal sealed record RecordDiff(IReadOnlyList<StoredRecord> Put, IReadOnlyList<RecordRef> Remove, IReadOnlySet<RecordRef> New)
{
    /// <summary>The difference between the former and the current records of dossiers.</summary>
    /// <param name="index">The graph before the load.</param>
    /// <param name="others">Records that stay.</param>
    /// <param name="before">References of the former records.</param>
    /// <param name="records">The current records.</param>
    public static RecordDiff Of(RecordIndex index, OtherDossiers others, IReadOnlyList<RecordRef> before, IReadOnlyList<StoredRecord> records)
    {
        var now = records.Select(record => record.Ref).ToHashSet();
        if (!index.IsCurationApplied || index.Curation.Merged.Any(id => WasThere(id) != IsThere(id)))
        {
            // An entity of a judgement appears or disappears, now or in a load that crashed: that may affect any record.
            return Between(index.Current.ToDictionary(record => record.Ref), index.Curation.Apply(others.All.Concat(records)));
        }

        var current = before.Select(index.CurrentRefOf).ToDictionary(reference => reference, reference => index.FindCurrent(reference)!);
        return Between(current, index.Curation.Apply(records, IsThere));

        bool WasThere(EntityId id) => index.FindWritten(RecordRef.To(id)) is not null;

        bool IsThere(EntityId id) => now.Contains(RecordRef.To(id)) || others.Find(RecordRef.To(id)) is not null;
    }

    /// <summary>The difference between two sets of records.</summary>
    public static RecordDiff Between(Dictionary<RecordRef, StoredRecord> before, IReadOnlyList<StoredRecord> after)
    {
        var kept = after.Select(record => record.Ref).ToHashSet();
        var put = after.Where(record => !before.TryGetValue(record.Ref, out var old) || old != record).ToList();
        return new RecordDiff(
            put,
            [.. before.Keys.Where(reference => !kept.Contains(reference)).Order()],
            put.Select(record => record.Ref).Where(reference => !before.ContainsKey(reference)).ToHashSet());
    }
}
