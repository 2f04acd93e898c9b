using System.Globalization;
using System.Text.RegularExpressions;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>
/// Loads a large generated graph with the command line: 100,000 events with <c>TECHGRAPH_FULL=1</c>, otherwise 13,000, which is just more
/// than fits into one change set. The heap of the process is limited to 1 GiB (otherwise 256 MiB).
/// </summary>
public sealed partial class ScaleTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1";
    private static readonly int Events = IsFull ? 100_000 : 13_000;
    private static readonly (string, string) Heap = ("DOTNET_GCHeapHardLimit", IsFull ? "0x40000000" : "0x10000000");

    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-scale-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_large_load_reports_progress_within_its_memory_limit_and_a_repeated_load_changes_nothing()
    {
        var made = Path.Combine(_folder, "made-up");
        await Run("generate", "--events", Events.ToString(CultureInfo.InvariantCulture), "--output", made);
        var first = await Run("load", made, "--data", Data);
        TestContext.Out.WriteLine(first);
        var loaded = Loaded().Match(first);
        var progress = Progress().Matches(first).Select(match => match.Groups[1].Value).ToList();
        Assert.That(progress, Has.Count.EqualTo((int.Parse(loaded.Groups[1].Value, CultureInfo.InvariantCulture) + 49_999) / 50_000), "One line for each durable batch");
        Assert.That(progress[^1], Is.EqualTo(loaded.Groups[1].Value), "The last of them has all records");

        var again = await Run("load", made, "--data", Data);
        TestContext.Out.WriteLine(again);
        Assert.That(again.Trim(), Is.EqualTo($"Nothing to do: {(Events + 199) / 200 + 1} dossiers with {loaded.Groups[1].Value} records are already loaded. Version {progress.Count}."));

        // Without the cache of hashes a full load runs and gives the same result.
        File.Delete(Path.Combine(Data, "techgraph.db.loaded"));
        Assert.That(await Run("load", made, "--data", Data), Is.EqualTo(again));
    }

    private string Data => Path.Combine(_folder, "data");

    private static async Task<string> Run(params string[] arguments)
    {
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", arguments, Heap);
        Assert.That(code, Is.Zero, output);
        return output;
    }

    [GeneratedRegex("([0-9]+) of [0-9]+ records, [0-9]+ per second, [0-9]+ per change set")]
    private static partial Regex Progress();

    [GeneratedRegex("Loaded [0-9]+ dossiers: ([0-9]+) records added, 0 changed, 0 removed, 0 unchanged")]
    private static partial Regex Loaded();
}
