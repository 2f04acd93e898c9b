using System.Runtime.CompilerServices;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>What is selected below one field: one flat list of fields for each object type, made when the type first occurs.</summary>
internal sealed class SelectionPlan(PlanVariant variant, IReadOnlyList<SelectionSetNode> sets)
{
    private readonly ObjectPlan?[] _byType = new ObjectPlan?[variant.Compiler.Executable.Schema.Types.Count];

    /// <summary>What the operation costs, where this is its root and no variable has a part in it.</summary>
    public StrongBox<Cost>? KnownCost { get; set; }

    /// <summary>Whether this is the root of an operation that asks of the schema alone, the same each time; null: nobody has looked.</summary>
    public bool? IsConstantIntrospection { get; set; }

    /// <summary>The schema's own fields that may be reached, each with a type that has it, where this is the root; null: nobody has looked.</summary>
    public IReadOnlyDictionary<Field, string>? ReachableFields { get; set; }

    /// <summary>The fields of an object type; two threads that ask first make equal plans, and one stays.</summary>
    public ObjectPlan For(ObjectType type) => _byType[type.Index] ??= variant.Compile(type, sets);
}

/// <summary>The fields of one object type in response order.</summary>
internal sealed record ObjectPlan(ObjectType Type, FieldPlan[] Fields);

/// <summary>One field of a response.</summary>
internal sealed class FieldPlan
{
    public required string ResponseName { get; init; }

    /// <summary>The response name with quotes and colon; for <c>__typename</c> also its value.</summary>
    public required byte[] Prefix { get; init; }

    /// <summary>Null for <c>__typename</c>, which the prefix answers.</summary>
    public FieldResolver? Resolver { get; init; }

    public required Field Definition { get; init; }

    /// <summary>The places that ask for the field, in document order.</summary>
    public required IReadOnlyList<FieldNode> Nodes { get; init; }

    /// <summary>The short way that the leaf has; none for what is no leaf, or takes a context.</summary>
    public LeafKind Leaf { get; init; }

    /// <summary>What is selected below; null for a leaf.</summary>
    public SelectionPlan? Selections { get; init; }

    /// <summary>Argument values where no variable has a part in them; null where one has.</summary>
    public object?[]? ConstantArguments { get; init; }
}
