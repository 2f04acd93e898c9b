using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of entities, relations and participations.</summary>
internal static class EntityResolvers
{
    public static GraphQLEngineBuilder AddEntities(this GraphQLEngineBuilder map) => map
        .Field("Entity", "id", static (LensView<Entity> e) => e.Record.Id.Value)
        .Field("Entity", "kind", static (LensView<Entity> e) => EnumText.ToGraphQL(e.Record.Kind))
        .Field("Entity", "family", static (LensView<Entity> e) => e.Lens.View.Terms.Entities[e.Record.Kind].Family)
        .Field("Entity", "name", static (LensView<Entity> e) => e.Record.Name)
        .Field("Entity", "identified", static (LensView<Entity> e) => e.Record.Identified)
        .Field("Entity", "code", static (LensView<Entity> e) => e.Record.Code)
        .Field("Entity", "sectors", static (LensView<Entity> e) => e.Record.Sectors)
        .Field("Entity", "aliases", static (LensView<Entity> e) => e.Record.Aliases)
        .Field("Entity", "externalIds", static (LensView<Entity> e) => e.Record.ExternalIds.ToList())
        .Field("Entity", "notSameAs", static (LensView<Entity> e) => e.Each(e.Record.NotSameAs))
        .Field("Entity", "note", static (LensView<Entity> e) => e.Record.Note)
        .Field("Entity", "formerIds", static (LensView<Entity> e) => e.Record.FormerIds.Select(id => id.Value))
        .Field("Entity", "withdrawn", static (LensView<Entity> e) => e.Record.Withdrawn is { } gone ? e.With(gone) : null)
        .Field("Entity", "relations", static (IFieldContext c) => Relations(c, c.Parent<LensView<Entity>>(), inverse: false))
        .Field("Entity", "inverseRelations", static (IFieldContext c) => Relations(c, c.Parent<LensView<Entity>>(), inverse: true))
        .Field("Entity", "basedIn", static (IFieldContext c) => BasedIn(c.Parent<LensView<Entity>>(), c.Arg<DateOnly>("at")))
        .Field("Entity", "participations", static (IFieldContext c) => Participations(c, c.Parent<LensView<Entity>>()))
        .Field("Entity", "claims", static (LensView<Entity> e) => e.Each(e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id))))
        .Field("Alias", "name", static (Alias a) => a.Name)
        .Field("Alias", "kind", static (Alias a) => a.Kind)
        .Field("Alias", "script", static (Alias a) => a.Script)
        .Field("ExternalId", "scheme", static (KeyValuePair<string, string> id) => id.Key)
        .Field("ExternalId", "value", static (KeyValuePair<string, string> id) => id.Value)
        .Field("NotSameAs", "entity", static (LensView<NotSameAs> n) => n.Record.Entity is { } id ? n.Entity(id) : null)
        .Field("NotSameAs", "name", static (LensView<NotSameAs> n) => n.Record.Name)
        .Field("NotSameAs", "note", static (LensView<NotSameAs> n) => n.Record.Note)
        .Field("EntityParticipation", "role", static (LensView<Core.Graph.Participation> p) => p.Record.Participant.Role)
        .Field("EntityParticipation", "inverse", static (LensView<Core.Graph.Participation> p) =>
            p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Inverse)
        .Field("EntityParticipation", "certainty", static (LensView<Core.Graph.Participation> p) => p.Record.Participant.Certainty)
        .Field("EntityParticipation", "event", static (LensView<Core.Graph.Participation> p) => p.With(p.Record.Event))
        .Field("BaseAnswer", "answer", static (BaseResult b) => b.Truth)
        .Field("BaseAnswer", "places", static (BaseResult b) => b.Places)
        .Field("BaseAt", "place", static (LensView<PlaceResult> p) => p.Entity(p.Record.Relation.To))
        .Field("BaseAt", "countries", static (LensView<PlaceResult> p) => p.Record.Countries)
        .Field("BaseAt", "answer", static (LensView<PlaceResult> p) => p.Record.Truth)
        .Field("BaseAt", "relation", static (LensView<PlaceResult> p) => p.With(p.Record.Relation))
        .AddRelations();

    /// <summary>An entity that a record refers to; the store guarantees that it exists.</summary>
    public static LensView<Entity> Entity<T>(this LensView<T> seen, EntityId id) =>
        seen.With(seen.Lens.View.Find(id) ?? throw new InvalidOperationException($"Entity {id} is not in the graph."));

    private static GraphQLEngineBuilder AddRelations(this GraphQLEngineBuilder map) => map
        .Field("Relation", "kind", static (LensView<ResolvedRelation> r) => EnumText.ToGraphQL(r.Record.Kind))
        .Field("Relation", "from", static (LensView<ResolvedRelation> r) => r.Entity(r.Record.From))
        .Field("Relation", "to", static (LensView<ResolvedRelation> r) => r.Entity(r.Record.To))
        .Field("Relation", "since", static (LensView<ResolvedRelation> r) => r.Record.Since)
        .Field("Relation", "until", static (LensView<ResolvedRelation> r) => r.Record.Until)
        .Field("Relation", "held", static (LensView<ResolvedRelation> r) => r.Record.Held)
        .Field("Relation", "share", static (LensView<ResolvedRelation> r) => r.Record.Share)
        .Field("Relation", "certainty", static (LensView<ResolvedRelation> r) => r.Record.Certainty)
        .Field("Relation", "impliedBy", static (LensView<ResolvedRelation> r) => r.Record.ImpliedBy is { } id ? r.With(r.Lens.View.Find(id)!) : null)
        .Field("Relation", "isEditorial", static (LensView<ResolvedRelation> r) => r.Record.Claims.All(claim => claim.Origin == Origin.Editorial))
        .Field("Relation", "holds", static (IFieldContext c) => c.Arg<DateOnly>("at") is var day ? c.Parent<LensView<ResolvedRelation>>().Record.During(day, day) : default)
        .Field("Relation", "claims", static (LensView<ResolvedRelation> r) => r.Each(r.Record.Claims));

    private static IEnumerable<LensView<ResolvedRelation>> Relations(IFieldContext context, LensView<Entity> entity, bool inverse)
    {
        var kinds = context.Arg<string[]?>("kinds")?.ToHashSet(StringComparer.Ordinal);
        var at = context.Arg<DateOnly?>("at");
        var all = inverse ? entity.Lens.RelationsTo(entity.Record.Id) : entity.Lens.RelationsFrom(entity.Record.Id);
        return entity.Each(all.Where(relation =>
            (kinds is null || kinds.Contains(EnumText.ToGraphQL(relation.Kind)))
            && (at is not { } day || relation.During(day, day) != Truth.No)));
    }

    private static BaseResult BasedIn(LensView<Entity> entity, DateOnly day)
    {
        var places = entity.Lens.PlacesOf(entity.Record.Id, "based_in", day, day).ToList();
        Truth? truth = places.Count == 0
            ? entity.Lens.PlacesOf(entity.Record.Id, "based_in", DateOnly.MinValue, DateOnly.MaxValue).Any() ? Truth.No : null
            : places.TrueForAll(place => place.Truth == Truth.Certain) ? Truth.Certain
            : Truth.Possible;
        return new BaseResult(truth, [.. entity.Each(places)]);
    }

    private static IEnumerable<LensView<Core.Graph.Participation>> Participations(IFieldContext context, LensView<Entity> entity)
    {
        var kinds = context.Arg<string[]?>("kinds")?.ToHashSet(StringComparer.Ordinal);
        var roles = context.Arg<string[]?>("roles")?.ToHashSet(StringComparer.Ordinal);
        return entity.Each(entity.Lens.View.ParticipationsOf(RecordRef.To(entity.Record.Id))
            .Where(part => (kinds is null || kinds.Contains(EnumText.ToGraphQL(part.Event.Kind)))
                && (roles is null || roles.Contains(part.Participant.Role))
                && entity.Lens.Includes(part.Event, part.Participant))
            .Take(context.First()));
    }

    private sealed record BaseResult(Truth? Truth, IReadOnlyList<LensView<PlaceResult>> Places);
}
