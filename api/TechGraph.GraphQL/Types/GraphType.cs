using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Type of a field or an input value. Specification, section 3.4.</summary>
internal abstract class GraphType
{
    /// <summary>Named type inside all list and non-null wrappers.</summary>
    public abstract NamedType Named { get; }

    public bool IsNonNull => this is NonNullType;

    /// <summary>This type without its outer non-null wrapper.</summary>
    public GraphType Nullable => this is NonNullType nonNull ? nonNull.Inner : this;

    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => Named is not InputObjectType;
}

internal sealed class ListType(GraphType inner) : GraphType
{
    public GraphType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"[{Inner}]";
}

internal sealed class NonNullType(GraphType inner) : GraphType
{
    public GraphType Inner { get; } = inner;

    public override NamedType Named => Inner.Named;

    public override string ToString() => $"{Inner}!";
}

/// <summary>A type of one of the six named kinds.</summary>
internal abstract class NamedType : GraphType
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Directives in source order, including those of extensions.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <summary>Index in <see cref="Schema.Types"/>, for arrays with one entry for each type.</summary>
    public int Index { get; set; }

    /// <summary>Where the SDL defines the type; null for built-in types.</summary>
    public DefinitionLocation? Location { get; init; }

    public override NamedType Named => this;

    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    public bool IsComposite => this is CompositeType;

    public override string ToString() => Name;
}

/// <summary>Position of a definition in one of the SDL documents.</summary>
internal sealed record DefinitionLocation(Document Document, int Start)
{
    public SourceLocation Locate() => Document.Locate(Start);
}
