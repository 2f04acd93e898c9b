using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>Runs the workers and the watched folder until the process stops. Then they finish what they began, or release it, within 20 s.</summary>
public sealed class IntakeService(Worker worker, FolderIntake folder, IOptions<IntakeOptions> options, TimeProvider time, ILogger<IntakeService> log)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, options.Value.Workers).Select(_ => RestartOnDefectAsync(worker.RunAsync, stoppingToken)).Append(RestartOnDefectAsync(folder.RunAsync, stoppingToken)));

    /// <summary>Starts the work again after a defect, which must end neither the process nor the intake.</summary>
    private async Task RestartOnDefectAsync(Func<CancellationToken, Task> run, CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run(stop);
                return;
            }
#pragma warning disable CA1031 // Any failure is reported; the next item may succeed.
            catch (Exception defect) when (defect is not OutOfMemoryException)
#pragma warning restore CA1031
            {
                log.ServiceFailed(defect);
                await Task.Delay(options.Value.PollInterval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
