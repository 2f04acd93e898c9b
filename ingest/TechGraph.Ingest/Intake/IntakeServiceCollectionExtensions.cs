using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.Ingest.Workers;
using TechGraph.Stores;

namespace TechGraph.Ingest.Intake;

/// <summary>Registers the intake: the ledger, the workers, and the watched folder.</summary>
public static class IntakeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the intake with its options (section <c>TechGraph:Intake</c>, see docs/settings.md). A store and
    /// <see cref="IngestServiceCollectionExtensions.AddIngest"/> must be registered too. In a host, workers and folder run as a hosted
    /// service.
    /// </summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<IntakeOptions>(configuration.GetSection("TechGraph:Intake"));
        return services
            .AddSingleton<Ledger>()
            .AddSingleton<StoreRetries>()
            .AddSingleton<Worker>()
            .AddSingleton<FolderIntake>()
            .AddSingleton<IntakeService>()
            .AddHostedService(static services => services.GetRequiredService<IntakeService>());
    }
}
