using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL;

/// <summary>Registers the engine.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds an engine with the schema, resolvers and settings that <paramref name="configure"/> gives.</summary>
    /// <remarks>
    /// What is wrong with them is thrown as a <see cref="SchemaException"/> when the endpoint is mapped, which is before the
    /// host answers its first request. Without an endpoint, <see cref="ILocalGraphQL"/> asks in the process.
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
