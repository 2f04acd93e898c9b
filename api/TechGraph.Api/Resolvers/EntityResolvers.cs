using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of entities, relations and participations.</summary>
internal static class EntityResolvers
{
    public static GraphQLEngineBuilder AddEntities(this GraphQLEngineBuilder map) => map
        .Type<LensView<Entity>>("Entity", type => type
            .Field("id", static e => e.Record.Id.Value)
            .Field("kind", static e => EnumText.ToGraphQL(e.Record.Kind))
            .Field("family", static e => e.Lens.View.Terms.Entities[e.Record.Kind].Family)
            .Field("name", static e => e.Record.Name)
            .Field("identified", static e => e.Record.Identified)
            .Field("code", static e => e.Record.Code)
            .Field("sectors", static e => e.Record.Sectors)
            .Field("aliases", static e => e.Record.Aliases)
            .Field("externalIds", static e => e.Record.ExternalIds.ToList())
            .Field("notSameAs", static e => e.Each(e.Record.NotSameAs))
            .Field("note", static e => e.Record.Note)
            .Field("formerIds", static e => e.Record.FormerIds.Select(id => id.Value))
            .Field("withdrawn", static e => e.Record.Withdrawn is { } withdrawn ? e.With(withdrawn) : null)
            .Field("relations", static (e, c) => Relations(c, e, inverse: false))
            .Field("inverseRelations", static (e, c) => Relations(c, e, inverse: true))
            .Field("basedIn", static (e, c) => BasedIn(e, c.Arg<DateOnly>("at")))
            .Field("participations", static (e, c) => Participations(c, e))
            .Field("claims", static e => e.Each(e.Lens.ClaimsAbout(RecordRef.To(e.Record.Id)))))
        .Type<Alias>("Alias", type => type
            .Field("name", static a => a.Name)
            .Field("kind", static a => a.Kind)
            .Field("script", static a => a.Script))
        .Type<KeyValuePair<string, string>>("ExternalId", type => type
            .Field("scheme", static id => id.Key)
            .Field("value", static id => id.Value))
        .Type<LensView<NotSameAs>>("NotSameAs", type => type
            .Field("entity", static n => n.Record.Entity is { } id ? n.Entity(id) : null)
            .Field("name", static n => n.Record.Name)
            .Field("note", static n => n.Record.Note))
        .Type<LensView<Core.Graph.Participation>>("EntityParticipation", type => type
            .Field("role", static p => p.Record.Participant.Role)
            .Field("inverse", static p =>
                p.Lens.View.Terms.Events[p.Record.Event.Kind].Role(p.Record.Participant.Role)!.Inverse)
            .Field("certainty", static p => p.Record.Participant.Certainty)
            .Field("event", static p => p.With(p.Record.Event)))
        .Type<BaseResult>("BaseResult", type => type
            .Field("truth", static b => b.Truth)
            .Field("places", static b => b.Places))
        .Type<LensView<PlaceResult>>("BaseAt", type => type
            .Field("place", static p => p.Entity(p.Record.Relation.To))
            .Field("countries", static p => p.Record.Countries)
            .Field("truth", static p => p.Record.Truth)
            .Field("relation", static p => p.With(p.Record.Relation)))
        .AddRelations();

    /// <summary>An entity that a record refers to; the store guarantees that it exists.</summary>
    public static LensView<Entity> Entity<T>(this LensView<T> seen, EntityId id) =>
        seen.With(seen.Lens.View.Find(id) ?? throw new InvalidOperationException($"Entity {id} is not in the graph."));

    private static GraphQLEngineBuilder AddRelations(this GraphQLEngineBuilder map) => map
        .Type<LensView<ResolvedRelation>>("Relation", type => type
            .Field("kind", static r => EnumText.ToGraphQL(r.Record.Kind))
            .Field("from", static r => r.Entity(r.Record.From))
            .Field("to", static r => r.Entity(r.Record.To))
            .Field("since", static r => r.Record.Since)
            .Field("until", static r => r.Record.Until)
            .Field("held", static r => r.Record.Held)
            .Field("share", static r => r.Record.Share)
            .Field("certainty", static r => r.Record.Certainty)
            .Field("impliedBy", static r => r.Record.ImpliedBy is { } id ? r.With(r.Lens.View.Find(id)!) : null)
            .Field("isEditorial", static r => r.Record.Claims.All(claim => claim.Origin == ClaimOrigin.Editorial))
            .Field("holds", static (r, c) => r.Record.IsValidDuring(c.Arg<DateOnly>("at"), c.Arg<DateOnly>("at")))
            .Field("claims", static r => r.Each(r.Record.Claims)));

    private static IEnumerable<LensView<ResolvedRelation>> Relations(IFieldContext context, LensView<Entity> entity, bool inverse)
    {
        var kinds = context.Arg<string[]?>("kinds")?.ToHashSet(StringComparer.Ordinal);
        var at = context.Arg<DateOnly?>("at");
        var all = inverse ? entity.Lens.RelationsTo(entity.Record.Id) : entity.Lens.RelationsFrom(entity.Record.Id);
        return entity.Each(all.Where(relation =>
            (kinds is null || kinds.Contains(EnumText.ToGraphQL(relation.Kind)))
            && (at is not { } day || relation.IsValidDuring(day, day) != Truth.No)));
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
