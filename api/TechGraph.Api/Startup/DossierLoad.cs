using Microsoft.Extensions.Options;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;

namespace TechGraph.Api.Startup;

/// <summary>
/// Loads the dossiers before the API takes requests; what is loaded already is left as it is, and so is a dossier that came by the intake.
/// </summary>
internal sealed class DossierLoad(
    Loader loader, Ledger ledger, IGraphStore store, IOptions<ApiOptions> options, ILogger<DossierLoad> log, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (options.Value.Dossiers.Length > 0 && await EditedAsync(cancellationToken) is { } edited)
        {
            Tell(await loader.LoadAsync([options.Value.Dossiers], "api", leave: edited, cancellation: cancellationToken));
        }

        var view = await store.ReadAsync(cancellation: cancellationToken);
        log.Ready(view.Version.Sequence, view.Entities.Count, view.Events.Count, view.Claims.Count, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Dossiers that the intake has brought; null: nobody knows, so that a load might undo what was acknowledged.</summary>
    private async Task<IReadOnlySet<DossierId>?> EditedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ledger.StoredDossiers();
        }
        catch (StoreException failure)
        {
            if ((await store.HeadAsync(cancellationToken)).Sequence == 0)
            {
                return new HashSet<DossierId>();
            }

            log.LedgerSilent(failure.Code, failure.Message);
            return null;
        }
    }

    private void Tell(LoadReport report)
    {
        if (report.Problems.IsEmpty)
        {
            log.Loaded(report.Dossiers, report.Added, report.Changed, report.Removed, report.Unchanged);
        }
        else if (report.Sequence > 0)
        {
            // What came by the intake may lean on the dossiers as they are in the graph. That must not keep it from being read.
            log.NotLoaded(report.Problems.Length, report.Problems[0].ToString());
        }
        else
        {
            throw new StartupException($"Nothing was loaded: {report.Problems.Length} problem(s) in the dossiers, the first: {report.Problems[0]} For all of them run techgraph check {options.Value.Dossiers}");
        }

        if (report.Left.Count > 0)
        {
            log.Left(string.Join(", ", report.Left));
        }
    }
}

/// <summary>The API cannot start; the message is one sentence for people.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
