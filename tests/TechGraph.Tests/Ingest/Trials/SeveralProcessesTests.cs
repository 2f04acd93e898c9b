namespace TechGraph.Tests.Ingest.Trials;

/// <summary>Several processes on one inbox, one ledger and one store, of which one dies: each file is stored once.</summary>
[NonParallelizable]
public sealed class SeveralProcessesTests
{
    private static readonly int Files = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1_000 : 80;

    [Test]
    public async Task They_share_the_work()
    {
        using var alone = new Site();
        alone.Put(0, Files);
        await alone.FinishAsync();
        var undisturbed = await alone.OutcomeAsync();

        using var site = new Site();
        Child[] children = [.. Enumerable.Range(0, 3).Select(_ => site.Watch("--workers", "2"))];
        try
        {
            for (var n = 0; n < Files; n += 8)
            {
                site.Put(n, Math.Min(n + 8, Files));
                if (n == Files / 2 / 8 * 8)
                {
                    // Whichever was the first: nobody says that each of them gets something to do.
                    await (await Task.WhenAny(children.Select(StoredAsync)).Unwrap()).KillAsync();
                }
            }

            await site.FinishAsync();
        }
        finally
        {
            foreach (var child in children)
            {
                await child.KillAsync();
                child.Dispose();
            }
        }

        (await site.OutcomeAsync()).AssertIs(undisturbed, "three processes, one killed");
    }

    private static async Task<Child> StoredAsync(Child child)
    {
        await child.LineAsync("Stored ");
        return child;
    }
}
