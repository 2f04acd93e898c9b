namespace TechGraph.GraphQL.Errors;

/// <summary>Position in a document.</summary>
/// <param name="Line">Line, from 1; CR, LF and CRLF each end one.</param>
/// <param name="Column">Column, from 1, in UTF-16 code units.</param>
public readonly record struct SourceLocation(int Line, int Column);
