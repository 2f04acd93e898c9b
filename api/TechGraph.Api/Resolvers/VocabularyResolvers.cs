using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL;

namespace TechGraph.Api.Resolvers;

/// <summary>Fields of the vocabulary.</summary>
internal static class VocabularyResolvers
{
    public static GraphQLEngineBuilder AddVocabulary(this GraphQLEngineBuilder map) => map
        .Field("Vocabulary", "events", static (Terms t) => t.Events.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
        .Field("Vocabulary", "entities", static (Terms t) => t.Entities.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
        .Field("Vocabulary", "relations", static (Terms t) => t.Relations.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
        .Field("EventTerm", "kind", static (EventKind k) => EnumText.ToGraphQL(k.Name))
        .Field("EventTerm", "family", static (EventKind k) => k.Family)
        .Field("EventTerm", "label", static (EventKind k) => k.Label)
        .Field("EventTerm", "description", static (EventKind k) => k.Description)
        .Field("EventTerm", "roles", static (EventKind k) => k.Roles)
        .Field("EventTerm", "flows", static (EventKind k) => k.Flows)
        .Field("RoleTerm", "name", static (Role r) => r.Name)
        .Field("RoleTerm", "label", static (Role r) => r.Label)
        .Field("RoleTerm", "inverse", static (Role r) => r.Inverse)
        .Field("RoleTerm", "families", static (Role r) => r.Families.Order().Select(family => EnumText.Kebab(family)))
        .Field("RoleTerm", "least", static (Role r) => r.Min)
        .Field("RoleTerm", "most", static (Role r) => r.Max)
        .Field("FlowTerm", "flow", static (FlowRule f) => f.Flow)
        .Field("FlowTerm", "from", static (FlowRule f) => f.From)
        .Field("FlowTerm", "to", static (FlowRule f) => f.To)
        .Field("FlowTerm", "carries", static (FlowRule f) => f.Carries == Carries.All ? "all" : f.CarriesRole)
        .Field("EntityTerm", "kind", static (EntityKind k) => EnumText.ToGraphQL(k.Name))
        .Field("EntityTerm", "family", static (EntityKind k) => k.Family)
        .Field("EntityTerm", "label", static (EntityKind k) => k.Label)
        .Field("EntityTerm", "description", static (EntityKind k) => k.Description)
        .Field("RelationTerm", "kind", static (RelationKind k) => EnumText.ToGraphQL(k.Name))
        .Field("RelationTerm", "label", static (RelationKind k) => k.Label)
        .Field("RelationTerm", "inverse", static (RelationKind k) => k.Inverse)
        .Field("RelationTerm", "description", static (RelationKind k) => k.Description);
}
