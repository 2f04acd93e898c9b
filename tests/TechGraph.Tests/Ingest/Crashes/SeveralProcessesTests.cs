
namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>Several processes work on one inbox, one ledger and one store, and one of them is killed: each file is stored once.</summary>
[NonParallelizable]
public sealed class SeveralProcessesTests
{
    private static readonly int Files = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1_000 : 80;

    [Test]
    public async Task Each_file_is_stored_once_although_one_of_three_processes_is_killed()
    {
        using var alone = new CrashScenario();
        alone.Put(0, Files);
        await alone.ProcessRemainingAsync();
        var uninterrupted = await alone.OutcomeAsync();

        using var scenario = new CrashScenario();
        ChildProcess[] children = [.. Enumerable.Range(0, 3).Select(_ => scenario.StartWatch("--workers", "2"))];
        try
        {
            for (var n = 0; n < Files; n += 8)
            {
                scenario.Put(n, Math.Min(n + 8, Files));
                if (n == Files / 2 / 8 * 8)
                {
                    // Kills the process that stored first. Not every process is certain to get an item.
                    await (await Task.WhenAny(children.Select(WaitUntilStoredAsync)).Unwrap()).KillAsync();
                }
            }

            await scenario.ProcessRemainingAsync();
        }
        finally
        {
            foreach (var process in children)
            {
                await process.KillAsync();
                process.Dispose();
            }
        }

        (await scenario.OutcomeAsync()).AssertEquals(uninterrupted, "three processes, one killed");
    }

    private static async Task<ChildProcess> WaitUntilStoredAsync(ChildProcess process)
    {
        await process.WaitForLineAsync("Stored ");
        return process;
    }
}
