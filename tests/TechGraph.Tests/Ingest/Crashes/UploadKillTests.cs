using System.Globalization;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>
/// Kills the API while clients submit dossiers. Acknowledged items are stored. A dossier that was not acknowledged is stored once after it
/// was sent again with its idempotency key.
/// </summary>
/// <remarks><c>TECHGRAPH_FULL=1</c> kills 50 times, otherwise 4 times; <c>TECHGRAPH_SEED</c> repeats a run.</remarks>
[NonParallelizable]
public sealed class UploadKillTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 50 : 4;

    [Test]
    public async Task Acknowledged_items_are_stored_and_no_item_is_stored_twice()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFFFF;
        var random = new Random(seed);
        using var scenario = new CrashScenario();
        var (acknowledged, next, unanswered) = (new Dictionary<int, string>(), 0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var api = await ApiProcess.StartAsync(scenario.Environment);
            var killing = Task.Run(async () =>
            {
                await Task.Delay(random.Next(50, 800));
                await api.Process.KillAsync();
            });
            try
            {
                while (true)
                {
                    var (status, item) = await api.PostAsync(Text(next), $"key {next}");
                    Assert.That(status, Is.EqualTo(202));
                    acknowledged.Add(next, item.Text("id")!);
                    next++;
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
            {
                unanswered++;
            }

            await killing;
        }

        using (var api = await ApiProcess.StartAsync(scenario.Environment))
        {
            acknowledged[next] = (await api.PostAsync(Text(next), $"key {next}")).Answer.Text("id")!;
            for (var n = 0; n <= next; n += Math.Max(1, next / 20))
            {
                Assert.That((await api.PostAsync(Text(n), $"key {n}")).Answer.Text("id"), Is.EqualTo(acknowledged[n]), "The same key is the same item, also after kills.");
            }

            foreach (var id in acknowledged.Values)
            {
                await api.ItemAsync(id, item => item.Text("state") == "stored");
            }

            await api.Process.KillAsync();
        }

        await scenario.ProcessRemainingAsync();
        var outcome = await scenario.OutcomeAsync();
        var summary = $"seed {seed}: {Kills} kills, {unanswered} requests without an answer, {acknowledged.Count} items";
        await TestContext.Progress.WriteLineAsync(summary);
        Assert.That(outcome.Items, Has.Count.EqualTo(acknowledged.Count), summary);
        Assert.That(outcome.Duplicates.Concat(outcome.VerificationErrors), Is.Empty, summary);
    }

    private static string Text(int n) => WorkerFixture.CompanyDossier($"upload{n}");
}
