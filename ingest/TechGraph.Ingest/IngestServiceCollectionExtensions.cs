using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;

namespace TechGraph.Ingest;

/// <summary>Registers loading and curation.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>Adds the <see cref="Loader"/> and the <see cref="Curator"/>; a store must be registered too.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton(provider => new LastLoad(provider.GetRequiredService<IOptions<EmbeddedOptions>>().Value.File + ".loaded"))
        .AddSingleton<Loader>()
        .AddSingleton<Curator>();
}
