using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TechGraph.Ingest;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Stores;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary>Which store a verb works on; what is not said on the command line is read from the environment, as the API reads it.</summary>
internal static class StoreOption
{
    public static Option<string?> Data() => new("--data")
    {
        Description = "The embedded store's file or folder; by default TechGraph__Data, else the user's data folder.",
    };

    public static Option<StoreKind?> Kind(string name = "--store") => new(name)
    {
        Description = "embedded or neo4j; by default TechGraph__Store, else embedded. Neo4j is reached as TechGraph__Neo4j__Uri, __User, __Password say.",
    };

    /// <summary>The store, open until it is disposed.</summary>
    /// <exception cref="StoreException">A setting is wrong.</exception>
    public static OpenStore Open(StoreKind? kind, string? data)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        var given = new Dictionary<string, string?>();
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
            return new OpenStore(new ServiceCollection().AddGraphStore(configuration.AddInMemoryCollection(given).Build()).AddIngest().BuildServiceProvider());
        }
        catch (OptionsValidationException wrong)
        {
            throw new StoreException("STORE_SETTING", $"A setting is wrong: {string.Join(' ', wrong.Failures)}", wrong);
        }
    }
}

/// <summary>A store, for reading and writing.</summary>
internal sealed class OpenStore(ServiceProvider services) : IDisposable
{
    public IGraphStore Store { get; } = services.GetRequiredService<IGraphStore>();

    public IGraphWriter Writer { get; } = services.GetRequiredService<IGraphWriter>();

    /// <summary>What was loaded last, as the API keeps it too.</summary>
    public LoadNote Note { get; } = services.GetRequiredService<LoadNote>();

    /// <summary>Refuses a store that is not there yet, where one is to be read: making an empty one would hide a slip.</summary>
    public void MustExist()
    {
        if (Store is SqliteGraph { File: var file } && !System.IO.File.Exists(file))
        {
            throw new StoreException("STORE_OPEN", $"There is no data file {file}. Name the right one with --data or TechGraph__Data.");
        }
    }

    public void Dispose() => services.Dispose();
}
