using System.Collections.Frozen;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>A schema: immutable once it is built, and shared by all requests. Specification, section 3.3.</summary>
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

    /// <summary>The query root; null only in a schema that is not valid.</summary>
    public ObjectType? Query { get; init; }

    public ObjectType? Mutation { get; init; }

    public ObjectType? Subscription { get; init; }

    /// <summary>Source order, then the built-in scalars in use, then the introspection types.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>The five built-in ones, then source order.</summary>
    public IReadOnlyList<Directive> Directives { get; }

    /// <summary>The names that documents share with the schema.</summary>
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

    /// <summary>A field as a selection names it, meta fields included; null where there is none.</summary>
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

    /// <summary>The type that a document's reference means; null where a name is unknown.</summary>
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
