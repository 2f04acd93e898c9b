using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Language;

/// <summary>A parsed document together with its source. Specification, section 2.2.</summary>
internal sealed class Document(ReadOnlyMemory<byte> source, IReadOnlyList<DefinitionNode> definitions)
{
    public ReadOnlyMemory<byte> Source { get; } = source;

    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>Line and column of an offset, counted only when an error needs them.</summary>
    public SourceLocation Locate(int offset) => LineCounter.Locate(Source.Span, offset);
}
