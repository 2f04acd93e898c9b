namespace TechGraph.GraphQL.Language;

/// <summary>A reference to a type. Specification, section 2.12.</summary>
internal abstract class TypeNode : Node
{
    /// <summary>Name of the named type inside all list and non-null wrappers.</summary>
    public string InnerName
    {
        get
        {
            var at = this;
            while (true)
            {
                switch (at)
                {
                    case ListTypeNode list: at = list.Inner; break;
                    case NonNullTypeNode nonNull: at = nonNull.Inner; break;
                    default: return ((NamedTypeNode)at).Name;
                }
            }
        }
    }
}

internal sealed class NamedTypeNode : TypeNode
{
    public required string Name { get; init; }
}

internal sealed class ListTypeNode : TypeNode
{
    public required TypeNode Inner { get; init; }
}

internal sealed class NonNullTypeNode : TypeNode
{
    public required TypeNode Inner { get; init; }
}
