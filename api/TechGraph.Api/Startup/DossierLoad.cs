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
/// Loads the dossiers before the API accepts requests. Unchanged dossiers are not loaded again, and a dossier that the intake edited is not
/// overwritten.
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
                await LoadAsync(intakeCopies, cancellationToken);
            }
        }

        var view = await store.ReadAsync(cancellation: cancellationToken);
        log.GraphReady(view.Version.Sequence, view.Entities.Count, view.Events.Count, view.Claims.Count, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Loads the dossiers. A data file that must not be written is served as it is; one that is lost cannot be served.</summary>
    private async Task LoadAsync(Func<DossierId, IEnumerable<DossierFile>>? intakeCopies, CancellationToken cancellationToken)
    {
        try
        {
            Log(await loader.LoadAsync([options.Value.Dossiers], "api", intakeCopies: intakeCopies, cancellation: cancellationToken));
        }
        catch (StoreException failure) when (failure.Code is "STORE_OLDER" or "STORE_REPLACED")
        {
            log.NotWritable(failure.Code, failure.Message);
        }
    }

    /// <summary>The contents that the intake stored, and whether they are known. If they are not, a load might overwrite an acknowledged edit.</summary>
    private async Task<(bool IsKnown, Func<DossierId, IEnumerable<DossierFile>>? Copies)> ReadIntakeEditsAsync(CancellationToken cancellationToken)
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
            // Dossiers from the intake may depend on the dossiers in the graph. That must not prevent the API from serving them.
            log.DossiersNotLoaded(report.Problems.Length, report.Problems[0].ToString());
        }
        else
        {
            throw new StartupException($"Nothing was loaded. Number of problems in the dossiers: {report.Problems.Length}. The first: {report.Problems[0]} To see all of them, run techgraph check {options.Value.Dossiers}");
        }

        if (report.KeptFromIntake.Count > 0)
        {
            log.EditedDossiersKept(string.Join(", ", report.KeptFromIntake));
        }
    }
}

/// <summary>The API cannot start. The message is one sentence for people.</summary>
internal sealed class StartupException(string message, Exception? cause = null) : Exception(SafeText.Message(message), cause);
