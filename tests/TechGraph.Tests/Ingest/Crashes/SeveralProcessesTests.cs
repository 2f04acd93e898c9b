
namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>Several processes work on one inbox, one ledger and one store, and one of them is killed: each file is stored once.</summary>
[NonParallelizable]
public sealed class SeveralProcessesTests
{
    private static readonly int Files = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1_000 : 80;

    [Test]
    public async Task They_share_the_work()
    {
        using var alone = new CrashScenario();
        alone.Put(0, Files);
        await alone.FinishAsync();
        var undisturbed = await alone.OutcomeAsync();

        using var scenario = new CrashScenario();
        ChildProcess[] children = [.. Enumerable.Range(0, 3).Select(_ => scenario.Watch("--workers", "2"))];
        try
        {
            for (var n = 0; n < Files; n += 8)
            {
                scenario.Put(n, Math.Min(n + 8, Files));
                if (n == Files / 2 / 8 * 8)
                {
                    // Kills the process that stored first. Not every process is certain to get an item.
                    await (await Task.WhenAny(children.Select(StoredAsync)).Unwrap()).KillAsync();
                }
            }

            await scenario.FinishAsync();
        }
        finally
        {
            foreach (var process in children)
            {
                await process.KillAsync();
                process.Dispose();
            }
        }

        (await scenario.OutcomeAsync()).AssertIs(undisturbed, "three processes, one killed");
    }

    private static async Task<ChildProcess> StoredAsync(ChildProcess process)
    {
        await process.LineAsync("Stored ");
        return process;
    }
}
