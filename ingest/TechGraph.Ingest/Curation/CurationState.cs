using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Curation;

/// <summary>
/// What people have said about the records as dossiers have them: judgements and withdrawals, and what they make of a record. It is worked
/// out anew from the written record each time, so that nothing said here is lost by a load, and all of it can be taken back.
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

    /// <summary>All judgements, by pair.</summary>
    public ImmutableArray<Judgement> Judgements { get; }

    /// <summary>All withdrawals, by what they withdraw.</summary>
    public ImmutableArray<Withdrawal> Withdrawals { get; }

    /// <summary>Entities on which the standing of others hangs: whether they are there decides where ids lead.</summary>
    internal IReadOnlySet<EntityId> Merged { get; }

    /// <summary>Whether nothing was judged or withdrawn, so that every record stands as its dossier has it.</summary>
    internal bool IsEmpty => _redirects.IsEmpty && _withdrawn.IsEmpty;

    /// <summary>Whether a record is a judgement or a withdrawal.</summary>
    public static bool IsCurationRecord(StoredRecord record) => IsCurationRecord(record.Ref);

    /// <summary>Whether a record is a judgement or a withdrawal.</summary>
    public static bool IsCurationRecord(RecordRef reference) => reference.Kind is RecordKind.Judgement or RecordKind.Withdrawal;

    /// <summary>Whether other records may stand elsewhere when this one comes or goes.</summary>
    internal bool AffectsRedirects(RecordRef reference) => reference.Kind == RecordKind.Entity && Merged.Contains(new EntityId(reference.Id));

    /// <summary>The judgements and withdrawals among a graph's records.</summary>
    public static CurationState Of(IEnumerable<StoredRecord> records)
    {
        var held = records.Where(IsCurationRecord).Select(record => record.Read()).ToList();
        return new CurationState(held.OfType<Judgement>(), held.OfType<Withdrawal>());
    }

    /// <summary>The entity to which an id leads in the end, whether it is there or not; the id itself where it leads nowhere.</summary>
    public EntityId FinalIdOf(EntityId id)
    {
        while (_redirects.TryGetValue(id, out var next))
        {
            id = next;
        }

        return id;
    }

    /// <summary>What becomes of records as their dossiers have them, in order of kind and id.</summary>
    /// <param name="written">All records of the graph but judgements and withdrawals.</param>
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

    /// <summary>What becomes of some of the records, in order of kind and id.</summary>
    /// <param name="written">Records as their dossiers have them.</param>
    /// <param name="isThere">Whether a dossier has an entity.</param>
    internal IReadOnlyList<StoredRecord> Apply(IEnumerable<StoredRecord> written, Func<EntityId, bool> isThere)
    {
        if (IsEmpty)
        {
            return [.. written.OrderBy(record => record.Ref)];
        }

        var rewriting = new CurationRewriter(id => FinalExistingIdOf(id, isThere), _withdrawn);
        return [.. written.Select(rewriting.Apply).OrderBy(record => record.Ref)];
    }

    /// <summary>Where an id leads among entities that are there: while the other one is not loaded, an entity stands for itself.</summary>
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
