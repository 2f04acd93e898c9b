using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of an entity and of what hangs on it.</summary>
internal static class EntityResolvers
{
    public static GraphQLEngineBuilder AddEntities(this GraphQLEngineBuilder map) => map
        .Field("Entity", "id", static (Seen<Entity> e) => e.Record.Id.Value)
        .Field("Entity", "kind", static (Seen<Entity> e) => Words.ToGraphQL(e.Record.Kind))
        .Field("Entity", "family", static (Seen<Entity> e) => e.Lens.View.Terms.Entities[e.Record.Kind].Family)
        .Field("Entity", "name", static (Seen<Entity> e) => e.Record.Name)
        .Field("Entity", "identified", static (Seen<Entity> e) => e.Record.Identified)
        .Field("Entity", "code", static (Seen<Entity> e) => e.Record.Code)
        .Field("Entity", "sectors", static (Seen<Entity> e) => e.Record.Sectors)
        .Field("Entity", "aliases", static (Seen<Entity> e) => e.Record.Aliases)
        .Field("Entity", "externalIds", static (Seen<Entity> e) => e.Record.ExternalIds.ToList())
        .Field("Entity", "notSameAs", static (Seen<Entity> e) => e.Each(e.Record.NotSameAs))
        .Field("Entity", "note", static (Seen<Entity> e) => e.Record.Note)
        .Field("Entity", "formerIds", static (Seen<Entity> e) => e.Record.FormerIds.Select(id => id.Value))
        .Field("Entity", "withdrawn", static (Seen<Entity> e) => e.Record.Withdrawn is { } gone ? e.With(gone) : null)
        .Field("Entity", "relations", static (IFieldContext c) => Relations(c, c.Parent<Seen<Entity>>(), inverse: false))
        .Field("Entity", "inverseRelations", static (IFieldContext c) => Relations(c, c.Parent<Seen<Entity>>(), inverse: true))
        .Field("Entity", "basedIn", static (IFieldContext c) => BasedIn(c.Parent<Seen<Entity>>(), c.Arg<DateOnly>("at")))
        .Field("Entity", "participations", static (IFieldContext c) => Participations(c, c.Parent<Seen<Entity>>()))
        .Field("Entity", "claims", static (Seen<Entity> e) => e.Each(e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id))))
        .Field("Alias", "name", static (Alias a) => a.Name)
        .Field("Alias", "kind", static (Alias a) => a.Kind)
        .Field("Alias", "script", static (Alias a) => a.Script)
        .Field("ExternalId", "scheme", static (KeyValuePair<string, string> id) => id.Key)
        .Field("ExternalId", "value", static (KeyValuePair<string, string> id) => id.Value)
        .Field("NotSameAs", "entity", static (Seen<NotSameAs> n) => n.Record.Entity is { } id ? n.Entity(id) : null)
        .Field("NotSameAs", "name", static (Seen<NotSameAs> n) => n.Record.Name)
        .Field("NotSameAs", "note", static (Seen<NotSameAs> n) => n.Record.Note)
        .Field("EntityParticipation", "role", static (Seen<Schema.Graph.Participation> p) => p.Record.Participant.Role)
        .Field("EntityParticipation", "inverse", static (Seen<Schema.Graph.Participation> p) =>
            p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Inverse)
        .Field("EntityParticipation", "certainty", static (Seen<Schema.Graph.Participation> p) => p.Record.Participant.Certainty)
        .Field("EntityParticipation", "event", static (Seen<Schema.Graph.Participation> p) => p.With(p.Record.Event))
        .Field("BaseAnswer", "answer", static (BaseAnswer b) => b.Answer)
        .Field("BaseAnswer", "places", static (BaseAnswer b) => b.Places)
        .Field("BaseAt", "place", static (Seen<PlaceAnswer> p) => p.Entity(p.Record.Relation.To))
        .Field("BaseAt", "countries", static (Seen<PlaceAnswer> p) => p.Record.Countries)
        .Field("BaseAt", "answer", static (Seen<PlaceAnswer> p) => p.Record.Answer)
        .Field("BaseAt", "relation", static (Seen<PlaceAnswer> p) => p.With(p.Record.Relation))
        .AddRelations();

    /// <summary>An entity that a record points at; the store holds no record that points at nothing.</summary>
    public static Seen<Entity> Entity<T>(this Seen<T> seen, EntityId id) =>
        seen.With(seen.Lens.View.Find(id) ?? throw new InvalidOperationException($"Entity {id} is not in the graph."));

    private static GraphQLEngineBuilder AddRelations(this GraphQLEngineBuilder map) => map
        .Field("Relation", "kind", static (Seen<StandingRelation> r) => Words.ToGraphQL(r.Record.Kind))
        .Field("Relation", "from", static (Seen<StandingRelation> r) => r.Entity(r.Record.From))
        .Field("Relation", "to", static (Seen<StandingRelation> r) => r.Entity(r.Record.To))
        .Field("Relation", "since", static (Seen<StandingRelation> r) => r.Record.Since)
        .Field("Relation", "until", static (Seen<StandingRelation> r) => r.Record.Until)
        .Field("Relation", "held", static (Seen<StandingRelation> r) => r.Record.Held)
        .Field("Relation", "share", static (Seen<StandingRelation> r) => r.Record.Share)
        .Field("Relation", "certainty", static (Seen<StandingRelation> r) => r.Record.Certainty)
        .Field("Relation", "impliedBy", static (Seen<StandingRelation> r) => r.Record.ImpliedBy is { } id ? r.With(r.Lens.View.Find(id)!) : null)
        .Field("Relation", "isEditorial", static (Seen<StandingRelation> r) => r.Record.Claims.All(claim => claim.Origin == Origin.Editorial))
        .Field("Relation", "holds", static (IFieldContext c) => c.Arg<DateOnly>("at") is var day ? c.Parent<Seen<StandingRelation>>().Record.During(day, day) : default)
        .Field("Relation", "claims", static (Seen<StandingRelation> r) => r.Each(r.Record.Claims));

    private static IEnumerable<Seen<StandingRelation>> Relations(IFieldContext context, Seen<Entity> entity, bool inverse)
    {
        var kinds = context.Arg<string[]?>("kinds")?.ToHashSet(StringComparer.Ordinal);
        var at = context.Arg<DateOnly?>("at");
        var all = inverse ? entity.Lens.RelationsTo(entity.Record.Id) : entity.Lens.RelationsFrom(entity.Record.Id);
        return entity.Each(all.Where(relation =>
            (kinds is null || kinds.Contains(Words.ToGraphQL(relation.Kind)))
            && (at is not { } day || relation.During(day, day) != Answer.No)));
    }

    private static BaseAnswer BasedIn(Seen<Entity> entity, DateOnly day)
    {
        var places = entity.Lens.PlacesOf(entity.Record.Id, "based_in", day, day).ToList();
        Answer? answer = places.Count == 0
            ? entity.Lens.PlacesOf(entity.Record.Id, "based_in", DateOnly.MinValue, DateOnly.MaxValue).Any() ? Answer.No : null
            : places.TrueForAll(place => place.Answer == Answer.Certain) ? Answer.Certain
            : Answer.Possible;
        return new BaseAnswer(answer, [.. entity.Each(places)]);
    }

    private static IEnumerable<Seen<Schema.Graph.Participation>> Participations(IFieldContext context, Seen<Entity> entity)
    {
        var kinds = context.Arg<string[]?>("kinds")?.ToHashSet(StringComparer.Ordinal);
        var roles = context.Arg<string[]?>("roles")?.ToHashSet(StringComparer.Ordinal);
        return entity.Each(entity.Lens.View.ParticipationsOf(RecordRef.To(entity.Record.Id))
            .Where(part => (kinds is null || kinds.Contains(Words.ToGraphQL(part.Event.Kind)))
                && (roles is null || roles.Contains(part.Participant.Role))
                && entity.Lens.Knows(part.Event, part.Participant))
            .Take(context.First()));
    }

    private sealed record BaseAnswer(Answer? Answer, IReadOnlyList<Seen<PlaceAnswer>> Places);
}
