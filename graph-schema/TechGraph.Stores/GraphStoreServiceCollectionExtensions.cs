using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.Embedded;

namespace TechGraph.Stores;

/// <summary>Registers where the graph rests.</summary>
public static class GraphStoreServiceCollectionExtensions
{
    /// <summary>Adds the embedded store, with the options of section <c>TechGraph</c> (see docs/settings.md).</summary>
    public static IServiceCollection AddGraphStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddedOptions>().Bind(configuration.GetSection("TechGraph")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Terms.Shipped);
        services.AddSingleton<SqliteGraph>();
        services.AddSingleton<IGraphStore>(provider => provider.GetRequiredService<SqliteGraph>());
        services.AddSingleton<IGraphWriter>(provider => provider.GetRequiredService<SqliteGraph>());
        return services;
    }
}
