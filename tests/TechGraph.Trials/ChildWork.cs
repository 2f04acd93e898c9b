using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest;
using TechGraph.Ingest.Intake;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Stores;

namespace TechGraph.Trials;

/// <summary>Does what <c>techgraph watch --once</c> does, with a hook at each step.</summary>
internal static class ChildWork
{
    /// <summary>Every step at which a process may be killed, in the order of processing.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        ["named", "claimed", "received", "underway", "leased", "parsed", "resolved", "written", "stored", "refused", "reported", "cleared"];

    public static async Task RunAsync(string inbox, Action<string> step)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["TechGraph:Intake:Folder"] = inbox })
            .Build();
        using var services = new ServiceCollection().AddGraphStore(configuration).AddIngest().AddIntake(configuration).AddLogging().BuildServiceProvider();
        var (ledger, options, time) = (services.GetRequiredService<Ledger>(), services.GetRequiredService<IOptions<IntakeOptions>>(), services.GetRequiredService<TimeProvider>());
        var folder = new FolderIntake(ledger, options, time, NullLogger<FolderIntake>.Instance) { Step = step };
        var worker = new Worker(
            ledger,
            services.GetRequiredService<Loader>(),
            services.GetRequiredService<Terms>(),
            services.GetRequiredService<StoreRetries>(),
            options,
            time,
            NullLogger<Worker>.Instance)
        { Step = step };
        while (true)
        {
            var more = folder.Scan();
            while (await worker.ProcessNextAsync($"trial/{Environment.ProcessId}"))
            {
            }

            if (!more && ledger.PendingLoad().Items == 0)
            {
                break;
            }

            await Task.Delay(options.Value.PollInterval);
        }

        Console.WriteLine("done");
    }
}
