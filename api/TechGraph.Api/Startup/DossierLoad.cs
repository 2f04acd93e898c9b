using Microsoft.Extensions.Options;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;

namespace TechGraph.Api.Startup;

/// <summary>Loads the dossiers before the API takes requests; what is loaded already is left as it is.</summary>
internal sealed class DossierLoad(Loader loader, IGraphStore store, IOptions<ApiOptions> options, ILogger<DossierLoad> log, TimeProvider time)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (options.Value.Dossiers.Length > 0)
        {
            var report = await loader.LoadAsync([options.Value.Dossiers], "api", cancellation: cancellationToken);
            if (!report.Problems.IsEmpty && report.Sequence > 0)
            {
                // What came by the intake may lean on the dossiers as they are in the graph. That must not keep it from being read.
                log.NotLoaded(report.Problems.Length, report.Problems[0].ToString());
            }
            else if (!report.Problems.IsEmpty)
            {
                throw new StartupException($"Nothing was loaded: {report.Problems.Length} problem(s) in the dossiers, the first: {report.Problems[0]} For all of them run techgraph check {options.Value.Dossiers}");
            }

            else
            {
                log.Loaded(report.Dossiers, report.Added, report.Changed, report.Removed, report.Unchanged);
            }
        }

        var view = await store.ReadAsync(cancellation: cancellationToken);
        log.Ready(view.Version.Sequence, view.Entities.Count, view.Events.Count, view.Claims.Count, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The API cannot start; the message is one sentence for people.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
