using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>Output and exit codes of the command line.</summary>
public sealed class VerbTests
{
    private string _folder = "";

    private static int Dossiers => Directory.GetFiles(Repository.Of("ingest", "dossiers"), "*.yaml").Length;

    private static int Records => Shipped.Records;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-cli-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Check_finds_no_problems_in_the_shipped_dossiers()
    {
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "check", Repository.Of("ingest", "dossiers"));
        Assert.That((code, output.Trim()), Is.EqualTo((0, $"{Dossiers} dossiers, {Records} records, no problems.")));
    }

    [Test]
    public async Task Check_reports_every_problem_with_its_position_and_exits_with_6()
    {
        var file = Path.Combine(_folder, "one.yaml");
        await File.WriteAllTextAsync(file, "dossier: one\ntitel: One\nentities:\n  a: {kind: compny, name: A}\n");
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "check", file);
        Assert.That(code, Is.EqualTo(6));
        Assert.That(output, Does.Contain($"{file}(2,1): error YAML012: \"titel\" is unknown here. Did you mean \"title\"?")
            .And.Contain($"{file}(4,13): error DOS004: Kind of entity \"compny\" is unknown. Did you mean \"company\"?"));
    }

    [Test]
    public async Task Generate_writes_dossiers_that_can_be_loaded()
    {
        var folder = Path.Combine(_folder, "made-up");
        var (code, report) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "generate", "--events", "250", "--seed", "3", "--output", folder);
        Assert.That((code, report.Trim()), Is.EqualTo((0, $"Wrote 250 made-up events in 2 dossiers, and one dossier of places (seed 3), to \"{folder}\". Load them with: techgraph load {folder}")));
        var (loaded, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", folder, "--data", Path.Combine(_folder, "data"));
        Assert.That(loaded, Is.Zero, output);
        Assert.That(output, Does.StartWith("Loaded 3 dossiers: "));
    }

    [TestCase("0")]
    [TestCase("10000001")]
    public async Task Generate_refuses_a_number_of_events_out_of_range(string events)
    {
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "generate", "--events", events, "--output", Path.Combine(_folder, "made-up"));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.StartWith($"--events: \"{events}\" is out of range. Give a number from 1 to 10000000."));
    }

    [Test]
    public async Task Generate_overwrites_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.yaml"), "mine");
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "generate", "--events", "10", "--output", _folder);
        Assert.That((code, output.Trim()), Is.EqualTo((2, $"\"{_folder}\" is not an empty folder. Give a folder that is empty or does not exist yet.")));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_second_load_changes_nothing_and_verify_finds_no_error()
    {
        var first = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Repository.Of("ingest", "dossiers"), "--data", _folder);
        var second = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Repository.Of("ingest", "dossiers"), "--data", _folder);
        var verified = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "verify", "--data", _folder);
        Assert.That((first.Code, second.Code, verified.Code), Is.EqualTo((0, 0, 0)), first.Output + second.Output + verified.Output);
        Assert.That(first.Output, Does.Contain($"{Records} records added"));
        Assert.That(verified.Output, Does.StartWith("No problems found. Version 1, content hash "));
        Assert.That(second.Output, Does.StartWith($"Nothing to do: {Dossiers} dossiers with {Records} records are already loaded."));
    }

    [Test]
    public async Task Verify_reports_a_damaged_store()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "techgraph.db"), "no database at all, only a line of text");
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "verify", "--data", _folder);
        Assert.That(code, Is.EqualTo(5).Or.EqualTo(1));
        Assert.That(output, Does.Contain("STORE_DAMAGED"));
    }

    [Test]
    public async Task A_wrong_command_line_exits_with_2()
    {
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "chekc");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("chekc").And.Contain("Did you mean").And.Contain("check"));
    }

    [TestCase("Required command was not provided.")]
    [TestCase("Required argument 'paths' missing for command: 'load'.", "load")]
    [TestCase("--max: \"9\" is out of range. Give a number from 1 to 8.", "paths", "a", "b", "--max", "9")]
    [TestCase("--max: \"x\" is not a number. Give one from 1 to 8.", "paths", "a", "b", "--max", "x")]
    [TestCase("--events: \"x\" is not a number. Give one from 1 to 10000000.", "generate", "--events", "x", "--output", "y")]
    [TestCase("verdict: \"sme\" is unknown. Give unsure, same or different.", "judge", "a", "b", "sme")]
    [TestCase("--flow: \"tech\" is unknown. Give ip, money, control, people or goods.", "paths", "a", "b", "--flow", "tech")]
    [TestCase("--store: \"mysql\" is unknown. Give embedded or neo4j.", "verify", "--store", "mysql")]
    [TestCase("--format: \"xml\" is unknown. Give jsonl, csv, graphml or ftm.", "export", "--format", "xml", "--output", "x")]
    [TestCase("--as-of: \"tomorrow\" is not a day. Give one such as 2026-01-31.", "paths", "a", "b", "--as-of", "tomorrow")]
    [TestCase("--first: \"0\" is out of range. Give a number from 1 to 10000.", "search", "manus", "--first", "0")]
    [TestCase("--first: \"-1\" is out of range. Give a number from 1 to 10000.", "suggest", "--first", "-1")]
    [TestCase("--workers: \"17\" is out of range. Give a number from 0 to 16.", "watch", "--workers", "17")]
    [TestCase("--url: \"foo\" is not an address to listen on. Give one such as http://127.0.0.1:5080.", "serve", "--url", "foo")]
    [TestCase("Give either a verdict (same, different or unsure) or --undo.", "judge", "a", "b", "same", "--undo")]
    [TestCase("\"monday\" is not the name of a backup. Give a name that ends in .db.", "backup", "monday")]
    [TestCase("Give exactly one of these: a document or the name of a stored query, --file, or --list.", "query")]
    [TestCase("The reason is missing. Give it with --reason: readers see it in place of the record.", "withdraw", "entity/hsg")]
    public async Task A_wrong_command_line_writes_its_error_and_the_help_to_standard_error_only(string error, params string[] arguments)
    {
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", arguments);
        Assert.That((code, output), Is.EqualTo((2, "")), messages);
        Assert.That(messages, Does.StartWith(error).And.Contain("Usage:"));
    }

    [TestCase("--help")]
    [TestCase("paths", "--help")]
    public async Task Help_that_is_asked_for_is_the_result(params string[] arguments)
    {
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", arguments);
        Assert.That((code, messages), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("Usage:"));
    }
}
