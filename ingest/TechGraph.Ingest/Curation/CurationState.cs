using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Curation;

/// <summary>
/// The judgements and withdrawals of people, and their effect on the records of dossiers. The effect is always computed from the record in
/// its dossier, so no load loses a judgement, and every judgement can be undone.
/// </summary>
public sealed class CurationState
{
    /// <summary>The "dossier" of judgements and withdrawals. No file can have this id.</summary>
    public static readonly DossierId Id = new("(desk)");

    private readonly ImmutableDictionary<EntityId, EntityId> _redirects;
    private readonly ImmutableDictionary<RecordRef, Withdrawn> _withdrawn;

    private CurationState(IEnumerable<Judgement> judgements, IEnumerable<Withdrawal> withdrawals)
    {
        Judgements = [.. judgements];
        Withdrawals = [.. withdrawals];
        _redirects = Judgements.Where(j => j.Verdict == Verdict.Same).ToImmutableDictionary(j => j.Entity, j => j.Other);
        Merged = _redirects.SelectMany(pair => (EntityId[])[pair.Key, pair.Value]).ToHashSet();
        _withdrawn = Withdrawals.ToImmutableDictionary(w => w.Of, w => new Withdrawn(w.Reason, w.By, w.At, w.From, w.CorrectedBy));
    }

    /// <summary>All judgements, in order of pair.</summary>
    public ImmutableArray<Judgement> Judgements { get; }

    /// <summary>All withdrawals, in order of the record that they withdraw.</summary>
    public ImmutableArray<Withdrawal> Withdrawals { get; }

    /// <summary>Entities in a merge. Whether they exist decides to which id others are redirected.</summary>
    internal IReadOnlySet<EntityId> Merged { get; }

    /// <summary>Whether there is no judgement and no withdrawal, so that every record is as its dossier has it.</summary>
    internal bool IsEmpty => _redirects.IsEmpty && _withdrawn.IsEmpty;

    /// <summary>Whether a record is a judgement or a withdrawal.</summary>
    public static bool IsCurationRecord(StoredRecord record) => IsCurationRecord(record.Ref);

    /// <summary>Whether a record is a judgement or a withdrawal.</summary>
    public static bool IsCurationRecord(RecordRef reference) => reference.Kind is RecordKind.Judgement or RecordKind.Withdrawal;

    /// <summary>Whether adding or removing this record may change to which id others are redirected.</summary>
    internal bool AffectsRedirects(RecordRef reference) => reference.Kind == RecordKind.Entity && Merged.Contains(new EntityId(reference.Id));

    /// <summary>The judgements and withdrawals among a graph's records.</summary>
    public static CurationState Of(IEnumerable<StoredRecord> records)
    {
        var held = records.Where(IsCurationRecord).Select(record => record.Read()).ToList();
        return new CurationState(held.OfType<Judgement>(), held.OfType<Withdrawal>());
    }

    /// <summary>The entity to which an id is finally redirected, whether it exists or not; the id itself if there is no redirect.</summary>
    public EntityId FinalIdOf(EntityId id)
    {
        while (_redirects.TryGetValue(id, out var next))
        {
            id = next;
        }

        return id;
    }

    /// <summary>Applies judgements and withdrawals to all records. The result is in order of kind and id.</summary>
    /// <param name="written">All records of the graph except judgements and withdrawals, as their dossiers have them.</param>
    public IReadOnlyList<StoredRecord> Apply(IEnumerable<StoredRecord> written)
    {
        if (IsEmpty)
        {
            return [.. written.OrderBy(record => record.Ref)];
        }

        var all = written.ToList();
        var there = all.Where(record => record.Ref.Kind == RecordKind.Entity).Select(record => new EntityId(record.Ref.Id)).ToHashSet();
        return Apply(all, there.Contains);
    }

    /// <summary>Applies judgements and withdrawals to some of the records. The result is in order of kind and id.</summary>
    /// <param name="written">Records as their dossiers have them.</param>
    /// <param name="isThere">Whether a dossier defines an entity.</param>
    internal IReadOnlyList<StoredRecord> Apply(IEnumerable<StoredRecord> written, Func<EntityId, bool> isThere)
    {
        if (IsEmpty)
        {
            return [.. written.OrderBy(record => record.Ref)];
        }

        var rewriting = new CurationRewriter(id => FinalExistingIdOf(id, isThere), _withdrawn);
        return [.. written.Select(rewriting.Apply).OrderBy(record => record.Ref)];
    }

    /// <summary>The existing entity to which an id is redirected. While the other entity is not loaded, an entity keeps its own id.</summary>
    private EntityId FinalExistingIdOf(EntityId id, Func<EntityId, bool> isThere)
    {
        var last = id;
        while (_redirects.TryGetValue(id, out var next))
        {
            id = next;
            last = isThere(id) ? id : last;
        }

        return last;
    }
}
