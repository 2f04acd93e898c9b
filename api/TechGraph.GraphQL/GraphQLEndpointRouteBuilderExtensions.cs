using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL;

/// <summary>Maps the GraphQL endpoint.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps GraphQL to <paramref name="pattern"/>: POST, GET for queries, server-sent events and web sockets. If clients may read the
    /// schema, also <c>GET ?sdl</c> and a page for browsers.
    /// </summary>
    /// <exception cref="SchemaException">The schema, the resolver map or a stored document is invalid; the exception lists every problem.</exception>
    public static IEndpointConventionBuilder MapTechGraphQL(this IEndpointRouteBuilder app, string pattern)
    {
        var executor = app.ServiceProvider.GetRequiredService<RequestExecutor>();
        var options = app.ServiceProvider.GetRequiredService<GraphQLEngine>().Http;
        var usesCookies = app.ServiceProvider.GetService<IOptions<AuthenticationOptions>>()?.Value.Schemes
            .Any(scheme => typeof(CookieAuthenticationHandler).IsAssignableFrom(scheme.Build().HandlerType)) ?? false;
        var endpoint = new GraphQLEndpoint(executor, options, new WebSocketEndpoint(executor, options, app.ServiceProvider), usesCookies);
        var branch = app.CreateApplicationBuilder();
        branch.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        branch.Run(endpoint.HandleAsync);
        var withSockets = branch.Build();

        // A POST request never opens a web socket.
        return app.MapMethods(pattern, ["GET", "POST"], context =>
            HttpMethods.IsPost(context.Request.Method) ? endpoint.HandleAsync(context) : withSockets(context));
    }
}
