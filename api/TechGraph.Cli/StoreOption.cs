using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Ingest;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Loading;
using TechGraph.Stores;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary>The options that select a store. What the command line does not give is read from the environment, as the API does.</summary>
internal static class StoreOption
{
    public static Option<string?> Data() => new("--data")
    {
        HelpName = "path",
        Description = "The embedded store's file or folder. Default: TechGraph__Data, else the user's data folder.",
    };

    public static Option<StoreKind?> Kind(string name = "--store") => TypedOption.Choice<StoreKind>(
        name, "embedded or neo4j. Default: TechGraph__Store, else embedded. TechGraph__Neo4j__Uri, __User and __Password give the address and login of Neo4j.");

    /// <summary>Opens the store until it is disposed.</summary>
    /// <exception cref="StoreException">A setting is wrong.</exception>
    public static OpenStore Open(StoreKind? kind, string? data) => Open(kind, data, new Dictionary<string, string?>(), static (_, _) => { });

    /// <summary>Opens the store with the intake, without workers.</summary>
    /// <exception cref="StoreException">A setting is wrong.</exception>
    public static OpenStore OpenWithIntake(ParseResult parsed, StoreKind? kind, string? data) => Open(
        kind, data, new Dictionary<string, string?>(), static (services, configuration) => services.AddIntake(configuration));

    /// <summary>Opens the store with more services.</summary>
    /// <param name="kind">Which store; null: from the environment.</param>
    /// <param name="data">File of the embedded store; null: from the environment.</param>
    /// <param name="settings">Further settings, which override the environment.</param>
    /// <param name="more">Adds services.</param>
    /// <exception cref="StoreException">A setting is wrong.</exception>
    public static OpenStore Open(
        StoreKind? kind, string? data, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection, IConfiguration> more)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        var given = new Dictionary<string, string?>(settings);
        if (data is not null)
        {
            given["TechGraph:Data"] = data;
        }

        if (kind is not null)
        {
            given["TechGraph:Store"] = kind.ToString();
        }

        try
        {
            var all = configuration.AddInMemoryCollection(given).Build();
            var services = new ServiceCollection().AddGraphStore(all).AddIngest()
                .AddLogging(static logging => logging.AddProvider(new StoreMessages()));
            more(services, all);
            return new OpenStore(services.BuildServiceProvider());
        }
        catch (OptionsValidationException error)
        {
            throw new StoreException("STORE_SETTING", $"A setting is wrong: {string.Join(' ', error.Failures)}", error);
        }
    }
}

/// <summary>An open store, for reading and writing.</summary>
internal sealed class OpenStore(ServiceProvider services) : IDisposable
{
    /// <summary>A service; a wrong setting of it is reported like one of the store.</summary>
    /// <exception cref="StoreException">A setting is wrong.</exception>
    public T Service<T>()
        where T : notnull
    {
        try
        {
            return services.GetRequiredService<T>();
        }
        catch (OptionsValidationException error)
        {
            throw new StoreException("STORE_SETTING", $"A setting is wrong: {string.Join(' ', error.Failures)}", error);
        }
    }

    public IGraphStore Store { get; } = services.GetRequiredService<IGraphStore>();

    public IGraphWriter Writer { get; } = services.GetRequiredService<IGraphWriter>();

    /// <summary>The cache of the last load, which the API uses too.</summary>
    public LastLoad LastLoad { get; } = services.GetRequiredService<LastLoad>();

    /// <summary>Refuses to read a store that does not exist; creating an empty one would hide a wrong path.</summary>
    public void MustExist()
    {
        if (Store is SqliteGraph { IsThere: false, File: var file })
        {
            throw new StoreException("STORE_OPEN", $"There is no data file \"{file}\". Give the right one with --data or TechGraph__Data.");
        }
    }

    public void Dispose() => services.Dispose();
}
