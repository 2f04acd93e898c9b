using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.Neo4jStore;

namespace TechGraph.Stores;

/// <summary>Registers the store.</summary>
public static class GraphStoreServiceCollectionExtensions
{
    /// <summary>Adds the store that section <c>TechGraph</c> names, with its options (see docs/settings.md).</summary>
    public static IServiceCollection AddGraphStore(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("TechGraph");
        services.AddSettings<StoreOptions>(section);
        services.AddSettings<EmbeddedOptions>(section);
        services.AddSettings<Neo4jOptions>(section.GetSection("Neo4j"));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Terms.Shipped);
        return section.GetValue<string>(nameof(StoreOptions.Store)) is { } store && store.Equals(nameof(StoreKind.Neo4j), StringComparison.OrdinalIgnoreCase)
            ? services.Add<Neo4jGraph>()
            : services.Add<SqliteGraph>();
    }

    private static IServiceCollection Add<T>(this IServiceCollection services)
        where T : class, IGraphStore, IGraphWriter => services
        .AddSingleton<T>()
        .AddSingleton<IGraphStore>(static provider => provider.GetRequiredService<T>())
        .AddSingleton<IGraphWriter>(static provider => provider.GetRequiredService<T>());
}
