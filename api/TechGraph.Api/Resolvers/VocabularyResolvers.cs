using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of the vocabulary.</summary>
internal static class VocabularyResolvers
{
    public static GraphQLEngineBuilder AddVocabulary(this GraphQLEngineBuilder map) => map
        .Type<Terms>("Vocabulary", type => type
            .Field("events", static t => t.Events.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
            .Field("entities", static t => t.Entities.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
            .Field("relations", static t => t.Relations.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)))
        .Type<EventKind>("EventTerm", type => type
            .Field("kind", static k => EnumText.ToGraphQL(k.Name))
            .Field("family", static k => k.Family)
            .Field("label", static k => k.Label)
            .Field("description", static k => k.Description)
            .Field("roles", static k => k.Roles)
            .Field("flows", static k => k.Flows))
        .Type<Role>("RoleTerm", type => type
            .Field("name", static r => r.Name)
            .Field("label", static r => r.Label)
            .Field("inverse", static r => r.Inverse)
            .Field("families", static r => r.Families.Order().Select(family => EnumText.Kebab(family)))
            .Field("min", static r => r.Min)
            .Field("max", static r => r.Max))
        .Type<FlowRule>("FlowTerm", type => type
            .Field("flow", static f => f.Flow)
            .Field("from", static f => f.From)
            .Field("to", static f => f.To)
            .Field("carries", static f => f.Carries == Carries.All ? "all" : f.CarriesRole))
        .Type<EntityKind>("EntityTerm", type => type
            .Field("kind", static k => EnumText.ToGraphQL(k.Name))
            .Field("family", static k => k.Family)
            .Field("label", static k => k.Label)
            .Field("description", static k => k.Description))
        .Type<RelationKind>("RelationTerm", type => type
            .Field("kind", static k => EnumText.ToGraphQL(k.Name))
            .Field("label", static k => k.Label)
            .Field("inverse", static k => k.Inverse)
            .Field("description", static k => k.Description));
}
