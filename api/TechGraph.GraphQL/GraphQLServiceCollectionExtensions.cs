using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL;

/// <summary>Registers the GraphQL engine.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds an engine with the schema, resolvers and settings from <paramref name="configure"/>.</summary>
    /// <remarks>
    /// If they are invalid, mapping the endpoint throws a <see cref="SchemaException"/>, before the host handles its first request.
    /// <see cref="ILocalGraphQL"/> executes requests in the process, without an endpoint.
    /// </remarks>
    public static IServiceCollection AddGraphQLEngine(this IServiceCollection services, Action<GraphQLEngineBuilder> configure)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var map = new GraphQLEngineBuilder();
            configure(map);
            var isDevelopment = provider.GetService<IHostEnvironment>()?.IsDevelopment() ?? false;
            return map.Build(isDevelopment);
        });
        services.AddSingleton(provider => new RequestExecutor(
            provider.GetRequiredService<GraphQLEngine>().Executable,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RequestExecutor>>()));
        services.AddSingleton<ILocalGraphQL, LocalGraphQL>();
        return services;
    }
}
