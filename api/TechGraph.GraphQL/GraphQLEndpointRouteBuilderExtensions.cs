using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.GraphQL;

/// <summary>Maps the engine to an address.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers GraphQL over HTTP at <paramref name="pattern"/>: POST, GET for queries, and <c>GET ?sdl</c> where clients may
    /// read the schema.
    /// </summary>
    /// <exception cref="SchemaException">The schema or the resolver map is wrong; every problem is listed.</exception>
    public static IEndpointConventionBuilder MapTechGraphQL(this IEndpointRouteBuilder app, string pattern)
    {
        var endpoint = new GraphQLEndpoint(app.ServiceProvider.GetRequiredService<RequestExecutor>());
        return app.MapMethods(pattern, ["GET", "POST"], endpoint.HandleAsync);
    }
}
