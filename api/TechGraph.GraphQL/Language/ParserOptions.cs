namespace TechGraph.GraphQL.Language;

/// <summary>How much a parser may read.</summary>
/// <param name="MaxTokens">Most tokens, the end not counted.</param>
/// <param name="MaxNesting">Deepest nesting of braces and brackets.</param>
internal sealed record ParserOptions(int MaxTokens, int MaxNesting)
{
    /// <summary>For a schema, which is the operator's own text: any length, but no stack overflow.</summary>
    public static ParserOptions ForSchema { get; } = new(int.MaxValue, 128);
}
