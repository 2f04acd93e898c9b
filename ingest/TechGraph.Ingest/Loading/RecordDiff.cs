using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Index;

namespace TechGraph.Ingest.Loading;

/// <summary>What must be written so that the graph says what was loaded.</summary>
/// <param name="Put">Records that are new or not what they were, in order of kind and id.</param>
/// <param name="Remove">Records that are no more, in order of kind and id.</param>
/// <param name="New">Those of the former that are new.</param>
internal sealed record RecordDiff(IReadOnlyList<StoredRecord> Put, IReadOnlyList<RecordRef> Remove, IReadOnlySet<RecordRef> New)
{
    /// <summary>From what dossiers said to what they say now.</summary>
    /// <param name="index">The graph before.</param>
    /// <param name="others">What stays beside them.</param>
    /// <param name="before">Records that they had.</param>
    /// <param name="records">Records that they have now.</param>
    public static RecordDiff Of(RecordIndex index, OtherDossiers others, IReadOnlyList<RecordRef> before, IReadOnlyList<StoredRecord> records)
    {
        var now = records.Select(record => record.Ref).ToHashSet();
        if (!index.IsCurationApplied || index.Curation.Merged.Any(id => WasThere(id) != IsThere(id)))
        {
            // A judgement waited for an entity that comes, or has lost one, or did when a load died: that may touch any record.
            return Between(index.Current.ToDictionary(record => record.Ref), index.Curation.Apply(others.All.Concat(records)));
        }

        var stood = before.Select(index.CurrentRefOf).ToDictionary(reference => reference, reference => index.FindCurrent(reference)!);
        return Between(stood, index.Curation.Apply(records, IsThere));

        bool WasThere(EntityId id) => index.FindWritten(RecordRef.To(id)) is not null;

        bool IsThere(EntityId id) => now.Contains(RecordRef.To(id)) || others.Find(RecordRef.To(id)) is not null;
    }

    /// <summary>From records that stand to those that are to stand.</summary>
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
