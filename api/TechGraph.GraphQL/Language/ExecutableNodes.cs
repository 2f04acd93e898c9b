namespace TechGraph.GraphQL.Language;

/// <summary>A node of the syntax tree.</summary>
/// <remarks>Lists are arrays that are never changed. A document is walked many times, and iterating over an array allocates nothing.</remarks>
internal abstract class Node
{
    /// <summary>Byte offset in the source where the node starts.</summary>
    public int Start { get; init; }
}

/// <summary>A definition. Specification, section 2.2.</summary>
internal abstract class DefinitionNode : Node
{
    /// <summary>Null if there is none.</summary>
    public string? Description { get; init; }

    public DirectiveNode[] Directives { get; init; } = [];
}

internal enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation or a fragment.</summary>
internal abstract class ExecutableDefinitionNode : DefinitionNode
{
    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>An operation. Specification, section 2.3.</summary>
internal sealed class OperationNode : ExecutableDefinitionNode
{
    public required OperationKind Kind { get; init; }

    /// <summary>Null for an anonymous operation.</summary>
    public string? Name { get; init; }

    public VariableDefinitionNode[] Variables { get; init; } = [];
}

/// <summary>A fragment. Specification, section 2.8.</summary>
internal sealed class FragmentNode : ExecutableDefinitionNode
{
    public required string Name { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }
}

/// <summary>A variable. Specification, section 2.11.</summary>
internal sealed class VariableDefinitionNode : Node
{
    public string? Description { get; init; }

    public required string Name { get; init; }

    public required TypeNode Type { get; init; }

    /// <summary>Null if there is none; the literal null is a <see cref="NullValueNode"/>.</summary>
    public ValueNode? DefaultValue { get; init; }

    public DirectiveNode[] Directives { get; init; } = [];
}

/// <summary>Selections between a pair of braces. Specification, section 2.4.</summary>
internal sealed class SelectionSetNode : Node
{
    public required SelectionNode[] Selections { get; init; }
}

internal abstract class SelectionNode : Node
{
    public DirectiveNode[] Directives { get; init; } = [];
}

/// <summary>A field. Specification, section 2.5.</summary>
internal sealed class FieldNode : SelectionNode
{
    public string? Alias { get; init; }

    public required string Name { get; init; }

    public ArgumentNode[] Arguments { get; init; } = [];

    public SelectionSetNode? SelectionSet { get; init; }

    public string ResponseName => Alias ?? Name;
}

/// <summary>A fragment spread. Specification, section 2.8.</summary>
internal sealed class FragmentSpreadNode : SelectionNode
{
    public required string Name { get; init; }
}

/// <summary>An inline fragment. Specification, section 2.8.2.</summary>
internal sealed class InlineFragmentNode : SelectionNode
{
    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>An argument. Specification, section 2.6.</summary>
internal sealed class ArgumentNode : Node
{
    public required string Name { get; init; }

    public required ValueNode Value { get; init; }
}

/// <summary>A directive. Specification, section 2.13.</summary>
internal sealed class DirectiveNode : Node
{
    public required string Name { get; init; }

    public ArgumentNode[] Arguments { get; init; } = [];
}
