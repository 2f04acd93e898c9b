using System.Runtime.CompilerServices;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Compiled selections below one field: one flat list of fields for each object type, compiled when the type first occurs.</summary>
internal sealed class SelectionPlan(PlanVariant variant, IReadOnlyList<SelectionSetNode> sets)
{
    private readonly ObjectPlan?[] _byType = new ObjectPlan?[variant.Compiler.Executable.Schema.Types.Count];

    /// <summary>Cost of the operation, if this is its root and the cost does not depend on variables; otherwise null.</summary>
    public StrongBox<Cost>? KnownCost { get; set; }

    /// <summary>
    /// Whether this is the root of an operation that reads only the schema and has a constant result; null if not determined yet.
    /// </summary>
    public bool? IsConstantIntrospection { get; set; }

    /// <summary>
    /// Fields that the operation can reach, without introspection, each with an object type that has it. Set for the root only;
    /// null if not determined yet.
    /// </summary>
    public IReadOnlyDictionary<Field, string>? ReachableFields { get; set; }

    /// <summary>Returns the fields of an object type. Two threads may both compile the same plan; one of the two is kept.</summary>
    public ObjectPlan For(ObjectType type) => _byType[type.Index] ??= variant.Compile(type, sets);
}

/// <summary>Fields of one object type in response order.</summary>
internal sealed record ObjectPlan(ObjectType Type, FieldPlan[] Fields);

/// <summary>A compiled field of a response.</summary>
internal sealed class FieldPlan
{
    public required string ResponseName { get; init; }

    /// <summary>Response name with quotes and colon, in ASCII; for <c>__typename</c> followed by its value.</summary>
    public required byte[] Prefix { get; init; }

    /// <summary>Null for <c>__typename</c>, whose value is in the prefix.</summary>
    public FieldResolver? Resolver { get; init; }

    public required Field Definition { get; init; }

    /// <summary>Selections of the field in the document, in document order.</summary>
    public required IReadOnlyList<FieldNode> Nodes { get; init; }

    /// <summary>
    /// Kind of scalar that can be written without boxing; <see cref="LeafKind.None"/> if the field is not such a scalar or its
    /// resolver takes a context.
    /// </summary>
    public LeafKind Leaf { get; init; }

    /// <summary>Selections below; null for a leaf.</summary>
    public SelectionPlan? Selections { get; init; }

    /// <summary>Argument values, if they contain no variable; otherwise null.</summary>
    public object?[]? ConstantArguments { get; init; }
}
