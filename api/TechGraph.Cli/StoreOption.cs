using System.CommandLine;
using Microsoft.Extensions.Options;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary>Which store a verb works on.</summary>
internal static class StoreOption
{
    public static Option<string?> Create() => new("--data")
    {
        Description = "The data file or its folder; by default TechGraph__Data, else the user's data folder.",
    };

    public static SqliteGraph Open(string? data)
    {
        var options = new EmbeddedOptions();
        if ((data ?? Environment.GetEnvironmentVariable("TechGraph__Data")) is { Length: > 0 } given)
        {
            options.Data = given;
        }

        return new SqliteGraph(Options.Create(options), TimeProvider.System);
    }
}
