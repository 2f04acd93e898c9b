namespace TechGraph.GraphQL.Language;

/// <summary>Limits of the parser.</summary>
/// <param name="MaxTokens">Maximum number of tokens, the end of the document not counted.</param>
/// <param name="MaxNesting">Maximum nesting of braces and brackets.</param>
internal sealed record ParserOptions(int MaxTokens, int MaxNesting)
{
    /// <summary>For a schema, which the operator wrote: no limit of tokens; the nesting is limited to prevent a stack overflow.</summary>
    public static ParserOptions ForSchema { get; } = new(int.MaxValue, 128);
}
