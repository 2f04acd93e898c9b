using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.GraphQL;

/// <summary>An executable schema and the settings of its HTTP endpoint.</summary>
internal sealed record GraphQLEngine(ExecutableSchema Executable, HttpOptions Http);
