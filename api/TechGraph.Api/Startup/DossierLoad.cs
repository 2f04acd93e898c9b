using Microsoft.Extensions.Options;
using TechGraph.Api.Logging;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;

namespace TechGraph.Api.Startup;

/// <summary>
/// Loads the dossiers before the API takes requests; what is loaded already is left as it is, and so is a dossier that the graph has as it
/// came by the intake.
/// </summary>
internal sealed class DossierLoad(
    Loader loader, Ledger ledger, IGraphStore store, Terms terms, IOptions<ApiOptions> options, ILogger<DossierLoad> log, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (options.Value.Dossiers.Length > 0)
        {
            var (isKnown, intakeCopies) = await ReadIntakeEditsAsync(cancellationToken);
            if (isKnown)
            {
                Log(await loader.LoadAsync([options.Value.Dossiers], "api", intakeCopies: intakeCopies, cancellation: cancellationToken));
            }
        }

        var view = await store.ReadAsync(cancellation: cancellationToken);
        log.GraphReady(view.Version.Sequence, view.Entities.Count, view.Events.Count, view.Claims.Count, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What the intake has brought, and whether that is known; if not, a load might undo what was acknowledged.</summary>
    private async Task<(bool IsKnown, Func<DossierId, IEnumerable<DossierFile>>? Brought)> ReadIntakeEditsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ledger.File))
        {
            return (true, null);
        }

        try
        {
            ledger.PendingLoad();
            return (true, id => ledger.StoredContents(id).Select(content => DossierParser.Parse(content, id.Value, terms, new Problems())).OfType<DossierFile>());
        }
        catch (StoreException failure)
        {
            if ((await store.HeadAsync(cancellationToken)).Sequence == 0)
            {
                return (true, null);
            }

            log.LedgerUnreadable(failure.Code, failure.Message);
            return (false, null);
        }
    }

    private void Log(LoadReport report)
    {
        if (report.Problems.IsEmpty)
        {
            log.DossiersLoaded(report.Dossiers, report.Added, report.Changed, report.Removed, report.Unchanged);
        }
        else if (report.Sequence > 0)
        {
            // What came by the intake may lean on the dossiers as they are in the graph. That must not keep it from being read.
            log.DossiersNotLoaded(report.Problems.Length, report.Problems[0].ToString());
        }
        else
        {
            throw new StartupException($"Nothing was loaded: {report.Problems.Length} problem(s) in the dossiers, the first: {report.Problems[0]} To see all of them, run techgraph check {options.Value.Dossiers}");
        }

        if (report.KeptFromIntake.Count > 0)
        {
            log.EditedDossiersKept(string.Join(", ", report.KeptFromIntake));
        }
    }
}

/// <summary>The API cannot start; the message is one sentence for people.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
