using System.Collections.Immutable;
using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Curation;

/// <summary>Applies judgements and withdrawals to one record. A record that they do not affect is returned unchanged, as the same object.</summary>
internal sealed class CurationRewriter(Func<EntityId, EntityId> currentId, IReadOnlyDictionary<RecordRef, Withdrawn> withdrawn)
{
    private const string NoName = "(withdrawn)";

    public StoredRecord Apply(StoredRecord written)
    {
        var (reference, record) = Rewrite(written.Ref, written.Read());
        var json = RecordJson.Write(record);
        return reference == written.Ref && Encoding.UTF8.GetString(json) == written.Json
            ? written
            : StoredRecord.Of(reference, written.Dossier, record) with { Original = written.Json };
    }

    private (RecordRef, object) Rewrite(RecordRef reference, object record) => record switch
    {
        Entity entity when currentId(entity.Id) is var into && into != entity.Id =>
            // The dossier is not part of the reference. Otherwise an entity that moves to another dossier would exist twice between two
            // change sets.
            (new RecordRef(RecordKind.Extension, $"was/{entity.Id}"), AsExtension(entity, into)),
        Entity entity when Of(reference) is { } withdrawn =>
            (reference, new Entity(entity.Id, entity.Kind, NoName, entity.Dossier) { Code = entity.Code, Withdrawn = withdrawn }),
        Entity entity => (reference, entity with { NotSameAs = RewriteNotSameAs(entity.NotSameAs, entity.Id) }),
        Source source => (reference, source with
        {
            Contributors = [.. source.Contributors.Where(c => Of(c.Entity) is null).Select(c => c with { Entity = currentId(c.Entity) })],
        }),
        Event @event => (reference, @event with { Participants = RewriteParticipants(@event.Participants) }),
        Extension extension => (reference, extension with { Of = Redirect(extension.Of), Participants = RewriteParticipants(extension.Participants) }),
        Relation relation => (reference, Rewrite(relation)),
        Claim claim => (reference, claim with
        {
            About = Redirect(claim.About),
            AttributedTo = claim.AttributedTo is { } speaker && Of(speaker) is null ? currentId(speaker) : null,
            Withdrawn = Of(reference) ?? Of(claim.About),
        }),
        _ => (reference, record),
    };

    private Extension AsExtension(Entity entity, EntityId into) => new(RecordRef.To(into), entity.Dossier)
    {
        Was = entity.Id,
        Aliases = Of(entity.Id) is null ? [new Alias(entity.Name, "other", null), .. entity.Aliases] : [],
        ExternalIds = Of(entity.Id) is null ? entity.ExternalIds : ImmutableSortedDictionary<string, string>.Empty,
        NotSameAs = RewriteNotSameAs(entity.NotSameAs, into),
    };

    private Relation Rewrite(Relation relation)
    {
        var (from, to) = (currentId(relation.From), currentId(relation.To));
        return relation with { From = from, To = to, Withdrawn = Of(relation.From) ?? Of(relation.To) };
    }

    private ImmutableArray<NotSameAs> RewriteNotSameAs(ImmutableArray<NotSameAs> others, EntityId self) =>
        [.. others.Select(other => other.Entity is { } id ? other with { Entity = currentId(id) } : other).Where(other => other.Entity != self)];

    /// <summary>Merges participants: what the old and the new id both had is listed once.</summary>
    private ImmutableArray<Participant> RewriteParticipants(ImmutableArray<Participant> parts)
    {
        var redirected = parts.Where(part => Of(part.Of) is null).Select(part => part with { Of = Redirect(part.Of) }).ToList();
        return redirected.Count == parts.Length && redirected.Zip(parts).All(pair => pair.First.Of == pair.Second.Of)
            ? parts
            : [.. redirected.GroupBy(part => (part.Role, part.Of)).Select(MergeParticipants)];
    }

    private static Participant MergeParticipants(IEnumerable<Participant> same)
    {
        var all = same.ToList();
        return all[0] with { Claims = all.Exists(part => part.Claims.IsEmpty) ? [] : [.. all.SelectMany(part => part.Claims).Distinct()] };
    }

    private RecordRef Redirect(RecordRef reference) => reference.Kind == RecordKind.Entity ? RecordRef.To(currentId(new EntityId(reference.Id))) : reference;

    private Withdrawn? Of(EntityId id) => Of(RecordRef.To(id));

    private Withdrawn? Of(RecordRef reference) => reference.Kind switch
    {
        RecordKind.Entity => withdrawn.GetValueOrDefault(reference) ?? withdrawn.GetValueOrDefault(Redirect(reference)),
        RecordKind.Claim => withdrawn.GetValueOrDefault(reference),
        _ => null,
    };
}
