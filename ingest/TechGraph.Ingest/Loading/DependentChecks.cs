using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Index;

namespace TechGraph.Ingest.Loading;

/// <summary>Checks that records of other dossiers stay valid after this load: nothing they refer to disappears or changes kind.</summary>
/// <param name="index">The graph before the load.</param>
/// <param name="others">Records that stay.</param>
/// <param name="terms">The vocabulary.</param>
/// <param name="problems">Receives the problems.</param>
internal sealed class DependentChecks(RecordIndex index, OtherDossiers others, Terms terms, Problems problems)
{
    private readonly Dictionary<RecordRef, object> _loaded = [];

    /// <summary>
    /// Reports references of others to records that would be removed (LOAD002), or that would become something that may not be there
    /// (LOAD004).
    /// </summary>
    /// <param name="before">Records that the dossiers had.</param>
    /// <param name="records">Records that they have now.</param>
    public void Check(IReadOnlyList<RecordRef> before, IReadOnlyList<StoredRecord> records)
    {
        // Useful only if the dossiers themselves are valid; otherwise kinds may be unknown and ids may occur twice.
        var isSound = problems.Count == 0;
        var now = records.DistinctBy(record => record.Ref).ToDictionary(record => record.Ref);
        CheckRemoved(before.Where(reference => !now.ContainsKey(reference)));
        if (!isSound)
        {
            return;
        }

        CheckJudged(now);
        var changed = records.Where(record => index.FindWritten(record.Ref) is { } old && old != record && HasOtherKind(old, record)).ToList();
        foreach (var record in changed)
        {
            _loaded[record.Ref] = record.Read();
        }

        // An extension of another dossier may depend on an event that did not change.
        var mismatches = changed.SelectMany(record => others.PointingAt(record.Ref)).DistinctBy(record => record.Ref).OrderBy(record => record.Ref)
            .SelectMany(record => Mismatches(record.Read(), now).Select(text => (record, text)));
        foreach (var (record, text) in mismatches)
        {
            problems.Add("LOAD004", RecordChecks.PositionOf(record), $"{record.Ref}: {text} Correct dossier \"{record.Dossier}\", and load it together with this one.");
        }
    }

    /// <summary>Entities that a person judged to be the same must stay in one family.</summary>
    private void CheckJudged(Dictionary<RecordRef, StoredRecord> now)
    {
        var loaded = index.Curation.Merged.Where(id => now.ContainsKey(RecordRef.To(id))).Order().ToList();
        foreach (var one in loaded.GroupBy(index.Curation.FinalIdOf))
        {
            var families = index.Curation.Merged.Where(id => index.Curation.FinalIdOf(id) == one.Key).Order()
                .Select(id => (Id: id, Family: Find(RecordRef.To(id), now) is Entity entity ? terms.Entities[entity.Kind].Family : (Family?)null))
                .Where(member => member.Family is not null)
                .ToList();
            var mine = families.First(member => member.Id == one.First());
            foreach (var other in families.Where(other => other.Family != mine.Family))
            {
                problems.Add(
                    "LOAD004",
                    RecordChecks.PositionOf(now[RecordRef.To(mine.Id)]),
                    $"\"{mine.Id}\" would be of family {EnumText.Kebab(mine.Family!.Value)}, but a person judged it to be the same as \"{other.Id}\", "
                    + $"of family {EnumText.Kebab(other.Family!.Value)}. Keep its kind, or undo the judgement first.");
            }
        }
    }

    private void CheckRemoved(IEnumerable<RecordRef> removed)
    {
        var left = removed.SelectMany(target => others.PointingAt(target).Select(record => (record, target)));
        foreach (var (record, target) in left.OrderBy(pair => pair.record.Ref).ThenBy(pair => pair.target))
        {
            problems.Add(
                "LOAD002",
                RecordChecks.PositionOf(record),
                $"{record.Ref} refers to {target}, which this load would remove. Keep it, or load dossier \"{record.Dossier}\" together with this one.");
        }
    }

    private static bool HasOtherKind(StoredRecord old, StoredRecord now) => (old.Read(), now.Read()) switch
    {
        (Entity was, Entity entity) => was.Kind != entity.Kind,
        (Event was, Event @event) => was.Kind != @event.Kind,
        _ => false,
    };

    private IEnumerable<string> Mismatches(object record, Dictionary<RecordRef, StoredRecord> now) => record switch
    {
        Event @event => Parts(@event.Kind, @event.Participants),
        Extension { Of.Kind: RecordKind.Event } extension when Find(extension.Of, now) is Event @event => Parts(@event.Kind, extension.Participants),
        Relation relation when terms.Relations.TryGetValue(relation.Kind, out var kind) => Ends(relation, kind),
        Claim { Status: { } status } claim when _loaded.GetValueOrDefault(claim.About) is Event @event && !Allows(terms.Events[@event.Kind], status.Status) =>
            [$"An event of kind {@event.Kind} cannot have the status \"{EnumText.Kebab(status.Status)}\"."],
        _ => [],
    };

    private IEnumerable<string> Parts(string kind, IEnumerable<Participant> participants)
    {
        foreach (var part in participants)
        {
            if (terms.Events[kind].Role(part.Role) is not { } role)
            {
                yield return $"An event of kind {kind} has no role \"{part.Role}\".";
            }
            else if (Family(part.Of) is { } family && !role.Families.Contains(family))
            {
                yield return $"\"{part.Of.Id}\" would be of family {EnumText.Kebab(family)}, which cannot be {role.Name} in an event of kind {kind}.";
            }
        }
    }

    private IEnumerable<string> Ends(Relation relation, RelationKind kind) =>
        from end in ((EntityId Id, IReadOnlySet<Family> Families)[])[(relation.From, kind.From), (relation.To, kind.To)]
        where Family(RecordRef.To(end.Id)) is { } family && !end.Families.Contains(family)
        select $"\"{end.Id}\" would be of family {EnumText.Kebab(Family(RecordRef.To(end.Id))!.Value)}, which is not allowed at this end of {kind.Name}.";

    /// <summary>The new family of an entity whose kind changes; null: the kind is unchanged and was checked before.</summary>
    private Family? Family(RecordRef reference) => _loaded.GetValueOrDefault(reference) is Entity entity ? terms.Entities[entity.Kind].Family : null;

    private object? Find(RecordRef reference, Dictionary<RecordRef, StoredRecord> now) =>
        (now.GetValueOrDefault(reference) ?? others.Find(reference))?.Read();

    private static bool Allows(EventKind kind, EventStatus status) =>
        kind.Family == EventFamily.Deal ? EventStatusRules.OfDeal(status) : EventStatusRules.OfAct(status);
}
