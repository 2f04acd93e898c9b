using System.Globalization;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>Sends mutated dossiers through ledger and graph in a separate process. If that process crashes, the test fails.</summary>
/// <remarks><c>TECHGRAPH_FULL=1</c> takes 100,000, otherwise 5,000; <c>TECHGRAPH_SEED</c> repeats a run.</remarks>
[NonParallelizable]
public sealed class MutatedDossierTests
{
    [Test]
    public async Task No_mutated_dossier_crashes_or_blocks_the_process_and_each_is_stored_or_refused_with_its_bytes()
    {
        var count = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 100_000 : 5_000;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFFFF;

        // This test does not need a durable disk; files in memory avoid a million small disk writes.
        var folder = Directory.CreateTempSubdirectory("techgraph-mutated-").FullName;
        var data = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/{Path.GetFileName(folder)}").FullName : folder;
        try
        {
            using var process = ChildProcess.Start("TechGraph.Trials", "", new Dictionary<string, string>(), "mutate", $"{seed}", $"{count}", data);
            var code = await process.WaitForExitAsync(TimeSpan.FromHours(2));
            var output = process.Output.Split('\n');
            await TestContext.Progress.WriteLineAsync($"seed {seed}: {output[0]}");
            Assert.That((code, output.Length, output[^1]), Is.EqualTo((0, 2, "done")), $"seed {seed}\n{process.Output}");
            Assert.That(output[0], Does.EndWith($" {count} in all").And.Not.StartWith("0 ").And.Not.Contain(" 0 refused"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            if (data != folder)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }
}
