using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Resolvers of the introspection types, which are executed like all other types. Specification, chapter 4.</summary>
internal static class IntrospectionMap
{
    public static ResolverMap AddIntrospection(this ResolverMap map, Schema schema) => map
        .Field("__Meta", "__schema", (IFieldContext _) => schema)
        .Field("__Meta", "__type", (IFieldContext c) => schema.Type(c.Arg<string>("name")))
        .AddSchema()
        .AddType()
        .AddMembers<Field>("__Field")
        .Field("__Field", "args", static (IFieldContext c) => VisibleMembers(c.Parent<Field>().Arguments, c))
        .Field("__Field", "type", static (Field f) => f.Type)
        .AddMembers<InputValue>("__InputValue")
        .Field("__InputValue", "type", static (InputValue v) => v.Type)
        .Field("__InputValue", "defaultValue", static (InputValue v) => v.Default?.ToString())
        .AddMembers<EnumValue>("__EnumValue")
        .Field("__Directive", "name", static (Directive d) => d.Name)
        .Field("__Directive", "description", static (Directive d) => d.Description)
        .Field("__Directive", "isRepeatable", static (Directive d) => d.IsRepeatable)
        .Field("__Directive", "locations", static (Directive d) => d.Locations.Select(DirectiveLocations.Name))
        .Field("__Directive", "args", static (IFieldContext c) => VisibleMembers(c.Parent<Directive>().Arguments, c));

    private static ResolverMap AddSchema(this ResolverMap map) => map
        .Field("__Schema", "description", static (Schema s) => s.Description)
        .Field("__Schema", "types", static (Schema s) => s.Types)
        .Field("__Schema", "queryType", static (Schema s) => s.Query)
        .Field("__Schema", "mutationType", static (Schema s) => s.Mutation)
        .Field("__Schema", "subscriptionType", static (Schema s) => s.Subscription)
        .Field("__Schema", "directives", static (Schema s) => s.Directives);

    private static ResolverMap AddType(this ResolverMap map) => map
        .Field("__Type", "kind", static (GraphType t) => Kind(t))
        .Field("__Type", "name", static (GraphType t) => (t as NamedType)?.Name)
        .Field("__Type", "description", static (GraphType t) => (t as NamedType)?.Description)
        .Field("__Type", "specifiedByURL", static (GraphType t) => (t as ScalarType)?.SpecifiedBy)
        .Field("__Type", "fields", static (IFieldContext c) => c.Parent<GraphType>() is FieldsType t ? VisibleMembers(t.Fields, c) : null)
        .Field("__Type", "interfaces", static (GraphType t) => (t as FieldsType)?.Interfaces)
        .Field("__Type", "possibleTypes", static (GraphType t) => t is InterfaceType or UnionType ? ((CompositeType)t).PossibleTypes : null)
        .Field("__Type", "enumValues", static (IFieldContext c) => c.Parent<GraphType>() is EnumType t ? VisibleMembers(t.Values, c) : null)
        .Field("__Type", "inputFields", static (IFieldContext c) => c.Parent<GraphType>() is InputObjectType t ? VisibleMembers(t.Fields, c) : null)
        .Field("__Type", "ofType", static (GraphType t) => t switch { ListType list => list.Inner, NonNullType nonNull => nonNull.Inner, _ => null })
        .Field("__Type", "isOneOf", static (GraphType t) => (t as InputObjectType)?.IsOneOf);

    private static ResolverMap AddMembers<T>(this ResolverMap map, string type)
        where T : Member
    {
        map.Field(type, "name", static (T m) => m.Name)
            .Field(type, "description", static (T m) => m.Description)
            .Field(type, "isDeprecated", static (T m) => m.IsDeprecated)
            .Field(type, "deprecationReason", static (T m) => m.DeprecationReason);
        return map;
    }

    private static IEnumerable<T> VisibleMembers<T>(IReadOnlyList<T> members, IFieldContext context)
        where T : Member =>
        context.Arg<bool>("includeDeprecated") ? members : members.Where(m => !m.IsDeprecated);

    private static string Kind(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}
