using System.Collections.Frozen;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>A schema; immutable after it was built, and shared by all requests. Specification, section 3.3.</summary>
internal sealed class Schema
{
    private readonly FrozenDictionary<string, NamedType> _typesByName;
    private readonly FrozenDictionary<string, Directive> _directivesByName;

    public Schema(IReadOnlyList<NamedType> types, IReadOnlyList<Directive> directives)
    {
        Types = types;
        Directives = directives;
        _typesByName = types.ToFrozenDictionary(t => t.Name);
        _directivesByName = directives.ToFrozenDictionary(d => d.Name);
        Names = new NameTable(types.Select(t => t.Name)
            .Concat(types.OfType<CompositeType>().SelectMany(t => t.Fields).SelectMany(f => f.Arguments.Select(a => a.Name).Prepend(f.Name)))
            .Concat(types.OfType<InputObjectType>().SelectMany(t => t.Fields).Select(f => f.Name))
            .Concat(types.OfType<EnumType>().SelectMany(t => t.Values).Select(v => v.Name))
            .Concat(directives.SelectMany(d => d.Arguments.Select(a => a.Name).Prepend(d.Name)))
            .Concat(["__typename", "__schema", "__type"]));
    }

    public string? Description { get; init; }

    public IReadOnlyList<DirectiveNode> SchemaDirectives { get; init; } = [];

    /// <summary>Root type of queries; null only in an invalid schema.</summary>
    public ObjectType? Query { get; init; }

    public ObjectType? Mutation { get; init; }

    public ObjectType? Subscription { get; init; }

    /// <summary>All types: in source order, then the built-in scalars in use, then the introspection types.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>All directives: the five built-in ones, then the others in source order.</summary>
    public IReadOnlyList<Directive> Directives { get; }

    /// <summary>Names of the schema, which documents reuse.</summary>
    public NameTable Names { get; }

    /// <summary><c>__schema: __Schema!</c> of the query root.</summary>
    public required Field SchemaField { get; init; }

    /// <summary><c>__type(name: String!): __Type</c> of the query root.</summary>
    public required Field TypeField { get; init; }

    /// <summary><c>__typename: String!</c> of every composite type.</summary>
    public required Field TypeNameField { get; init; }

    public NamedType? Type(string name) => _typesByName.GetValueOrDefault(name);

    public Directive? Directive(string name) => _directivesByName.GetValueOrDefault(name);

    public ObjectType? Root(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>Returns the field with a name, including meta-fields; null if there is none.</summary>
    public Field? FieldOf(CompositeType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            switch (name)
            {
                case "__typename": return TypeNameField;
                case "__schema" when ReferenceEquals(parent, Query): return SchemaField;
                case "__type" when ReferenceEquals(parent, Query): return TypeField;
            }
        }

        return parent.FieldsByName.GetValueOrDefault(name);
    }

    /// <summary>Returns the type that a document refers to; null if its name is unknown.</summary>
    public GraphType? Resolve(TypeNode node)
    {
        switch (node)
        {
            case NamedTypeNode named: return Type(named.Name);
            case ListTypeNode list: return Resolve(list.Inner) is { } item ? new ListType(item) : null;
            default: return Resolve(((NonNullTypeNode)node).Inner) is { } inner ? new NonNullType(inner) : null;
        }
    }
}
