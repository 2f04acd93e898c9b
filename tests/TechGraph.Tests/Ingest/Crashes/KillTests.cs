using System.Globalization;
using TechGraph.Stores.Cypher;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>
/// Kills ingesting processes with SIGKILL, at random moments and at every step. Nothing is lost, duplicated or changed, compared with a run
/// without interruption.
/// </summary>
/// <remarks><c>TECHGRAPH_FULL=1</c> kills 200 times, otherwise 10 times (3 with Neo4j); <c>TECHGRAPH_SEED</c> repeats a run.</remarks>
[NonParallelizable]
public sealed class KillTests
{
    private const int FilesPerKill = 8;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1";

    private static readonly Dictionary<(Uri? Server, int Files), Outcome> UninterruptedOutcomes = [];

    private static IEnumerable<string> Steps => TechGraph.Trials.ChildWork.Steps;

    /// <summary>The steps that depend on the store are always tested.</summary>
    private static IEnumerable<string> StoreSteps => IsFull ? Steps : Steps.Intersect(["resolved", "written", "stored"]);

    [Test]
    public Task Kills_at_random_moments_lose_and_duplicate_nothing() => KillAtRandomMomentsAsync(null, IsFull ? 200 : 10);

    [TestCaseSource(nameof(Steps))]
    public Task A_kill_at_any_step_loses_and_duplicates_nothing(string step) => KillAtStepAsync(null, step);

    [Test]
    [Category("Neo4j")]
    public async Task Kills_at_random_moments_lose_and_duplicate_nothing_with_Neo4j()
    {
        var server = Neo4jServer.Options();
        await KillAtRandomMomentsAsync(server, IsFull ? 200 : 3);
    }

    [TestCaseSource(nameof(StoreSteps))]
    [Category("Neo4j")]
    public Task A_kill_at_any_step_loses_and_duplicates_nothing_with_Neo4j(string step) => KillAtStepAsync(Neo4jServer.Options(), step);

    private static async Task KillAtRandomMomentsAsync(Neo4jOptions? server, int kills)
    {
        var seed = Seed();
        var random = new Random(seed);
        var uninterrupted = await UninterruptedAsync(server, kills * FilesPerKill);
        await WipeAsync(server);
        using var scenario = new CrashScenario(server);
        var (before, ended) = (0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            scenario.Put(kill * FilesPerKill, (kill + 1) * FilesPerKill);
            using var process = scenario.StartWatch("--workers", $"{random.Next(1, 3)}");

            // Some processes are killed while they start, some before their first write, some after it.
            var when = random.Next(5);
            if (when > 0)
            {
                await process.WaitForLineAsync(when < 3 ? "Received " : "Stored ");
            }

            await Task.Delay(random.Next(when < 3 ? 1_000 : 300));
            before += process.Output.Contains("Stored ", StringComparison.Ordinal) ? 0 : 1;
            ended += process.HasEnded ? 1 : 0;
            await process.KillAsync();
        }

        await scenario.ProcessRemainingAsync();
        var outcome = await scenario.OutcomeAsync();
        var summary = $"seed {seed}: {kills} kills, {before} before anything was stored, {outcome.Items.Count} items, {outcome.RefusedHashes.Count} refused";
        await TestContext.Progress.WriteLineAsync(summary);
        Assert.That(ended, Is.Zero, "No process ended by itself.");
        Assert.That(outcome.Items, Has.Count.EqualTo(kills * FilesPerKill), summary);
        outcome.AssertEquals(uninterrupted, summary);
        await WipeAsync(server);
    }

    private static async Task KillAtStepAsync(Neo4jOptions? server, string step)
    {
        const int Files = 2 * FilesPerKill;
        var uninterrupted = await UninterruptedAsync(server, Files);
        await WipeAsync(server);
        using var scenario = new CrashScenario(server);
        scenario.Put(0, Files);
        var kills = 0;
        foreach (var count in (int[])[1, 2, 1])
        {
            using var process = scenario.StartTrial("--kill-at", step, count.ToString(CultureInfo.InvariantCulture));
            kills += await process.WaitForExitAsync() == 0 ? 0 : 1;
        }

        Assert.That(kills, Is.Positive, "The step was never reached.");
        await scenario.ProcessRemainingAsync();
        (await scenario.OutcomeAsync()).AssertEquals(uninterrupted, $"{kills} kills at {step}");
        await WipeAsync(server);
    }

    private static async Task<Outcome> UninterruptedAsync(Neo4jOptions? server, int files)
    {
        if (UninterruptedOutcomes.TryGetValue((server?.Uri, files), out var known))
        {
            return known;
        }

        await WipeAsync(server);
        using var scenario = new CrashScenario(server);
        scenario.Put(0, files);
        await scenario.ProcessRemainingAsync();
        var outcome = await scenario.OutcomeAsync();
        Assert.That(outcome.Items.Count(item => item.Contains(" Stored ", StringComparison.Ordinal)), Is.EqualTo(Enumerable.Range(0, files).Count(NumberedDossiers.IsValid)));
        Assert.That(outcome.Items, Has.Count.EqualTo(files));
        return UninterruptedOutcomes[(server?.Uri, files)] = outcome;
    }

    private static Task WipeAsync(Neo4jOptions? server) => server is null ? Task.CompletedTask : Neo4jServer.WipeAsync(server);

    private static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFFFF;
}
