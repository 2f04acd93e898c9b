using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.GraphQL;

/// <summary>The engine's settings.</summary>
public sealed class GraphQLOptions : ExecutionOptions
{
    /// <summary>Settings of the HTTP endpoint.</summary>
    public HttpOptions Http { get; } = new();
}
