namespace TechGraph.GraphQL.Language;

/// <summary>A definition or extension of the type system. Specification, section 3.1.</summary>
internal abstract class TypeSystemDefinitionNode : DefinitionNode
{
    public bool IsExtension { get; init; }
}

/// <summary>The schema itself. Specification, section 3.3.</summary>
internal sealed class SchemaNode : TypeSystemDefinitionNode
{
    public IReadOnlyList<RootTypeNode> Roots { get; init; } = [];
}

internal sealed class RootTypeNode : Node
{
    public required OperationKind Kind { get; init; }

    public required NamedTypeNode Type { get; init; }
}

/// <summary>A named type of one of the six kinds. Specification, section 3.4.</summary>
internal abstract class TypeDefinitionNode : TypeSystemDefinitionNode
{
    public required string Name { get; init; }
}

internal sealed class ScalarTypeNode : TypeDefinitionNode;

internal abstract class FieldsTypeNode : TypeDefinitionNode
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

internal sealed class ObjectTypeNode : FieldsTypeNode;

internal sealed class InterfaceTypeNode : FieldsTypeNode;

internal sealed class UnionTypeNode : TypeDefinitionNode
{
    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];
}

internal sealed class EnumTypeNode : TypeDefinitionNode
{
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

internal sealed class InputObjectTypeNode : TypeDefinitionNode
{
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}

/// <summary>A field, an input value or an enum value inside a type definition.</summary>
internal abstract class MemberNode : Node
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public DirectiveNode[] Directives { get; init; } = [];
}

internal sealed class FieldDefinitionNode : MemberNode
{
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public required TypeNode Type { get; init; }
}

/// <summary>An argument or an input field.</summary>
internal sealed class InputValueDefinitionNode : MemberNode
{
    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }
}

internal sealed class EnumValueDefinitionNode : MemberNode;

/// <summary>The definition of a directive. Specification, section 3.13.</summary>
internal sealed class DirectiveDefinitionNode : TypeSystemDefinitionNode
{
    public required string Name { get; init; }

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public required IReadOnlyList<DirectiveLocation> Locations { get; init; }
}
