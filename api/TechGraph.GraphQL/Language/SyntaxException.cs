using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Language;

/// <summary>The document does not parse, or exceeds a limit of the parser.</summary>
#pragma warning disable CA1032, CA1064 // Made in one place only, and never leaves the engine.
internal sealed class SyntaxException(GraphQLError error) : Exception(error.Message)
#pragma warning restore CA1032, CA1064
{
    public GraphQLError Error { get; } = error;
}
