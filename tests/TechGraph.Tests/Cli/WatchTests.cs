using System.Text.Json;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Cli;

/// <summary><c>techgraph watch</c> in a separate process: it takes files, processes them, stops on request, and continues later.</summary>
public sealed class WatchTests
{
    private string _folder = "";

    private string Inbox => Path.Combine(_folder, "inbox");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-watch-").FullName;
        Directory.CreateDirectory(Inbox);
        Environment.SetEnvironmentVariable("TechGraph__Intake__LookEvery", "00:00:00.1");
        Environment.SetEnvironmentVariable("TechGraph__Intake__Patience", "00:00:00");
    }

    [TearDown]
    public void RemoveFolder()
    {
        Environment.SetEnvironmentVariable("TechGraph__Intake__LookEvery", null);
        Environment.SetEnvironmentVariable("TechGraph__Intake__Patience", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Once_works_off_what_is_there_and_exits_with_6_where_something_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        var first = await WatchAsync("--once");
        Assert.That(first.Code, Is.Zero, first.Output);
        Assert.That(first.Output, Does.Contain("Worked off: 1 stored, 0 refused."));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        var second = await WatchAsync("--once");
        Assert.That(second.Code, Is.EqualTo(6), second.Output);
        Assert.That(second.Output, Does.Contain("Worked off: 0 stored, 1 refused."));
        Assert.That(Directory.GetFiles(Path.Combine(Inbox, "refused"), "*.txt"), Has.Length.EqualTo(1));
        var shown = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "show", "entity/a", "--history", "--data", _folder);
        Assert.That(shown.Output, Does.Contain(Environment.UserName));
    }

    [Test]
    public async Task A_backup_brings_the_ledger_with_it_and_a_restore_leaves_one_that_is_there()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        await WatchAsync("--once");
        var (file, elsewhere) = (Path.Combine(_folder, "monday.db"), Path.Combine(_folder, "elsewhere"));
        var (code, output, talk) = await ProgramRun.ApartAsync("TechGraph.Cli", "techgraph.dll", ["backup", file, "--json", "--data", _folder]);
        Assert.That(code, Is.Zero, talk);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("intake").GetProperty("items").GetInt64(), Is.EqualTo(2));
        var restored = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That(restored.Code, Is.Zero, restored.Output);
        Assert.That(restored.Output, Does.Contain("2 items of the intake; 0 of them were stored after the graph's backup and come anew."));
        var again = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That(again.Output, Does.Contain("is there already and stays; 0 items that it has stored after the backup come anew."));

        // The graph is lost; the ledger is still there.
        await File.WriteAllTextAsync(Path.Combine(Inbox, "late.yaml"), WorkerFixture.CompanyDossier("late"));
        await WatchAsync("--once");
        foreach (var lost in Directory.GetFiles(_folder, "techgraph.db*"))
        {
            File.Delete(lost);
        }

        var back = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", _folder);
        Assert.That(back.Output, Does.Contain("stays; 1 items that it has stored after the backup come anew."));
        Assert.That((await WatchAsync("--once")).Output, Does.Contain("Worked off: 1 stored, 0 refused."));
        Assert.That((await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "show", "late", "--data", _folder)).Code, Is.Zero);
        File.Delete(file);
        var twice = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "backup", file, "--data", _folder);
        Assert.That((twice.Code, File.Exists(file)), Is.EqualTo((5, false)), twice.Output);
    }

    [Test]
    public async Task As_JSON_it_tells_once_what_came_of_it()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        var (code, output, talk) = await ProgramRun.ApartAsync("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--once", "--json", "--data", _folder]);
        Assert.That(code, Is.EqualTo(6), talk);
        Assert.That(output.Trim().ReplaceLineEndings("").Replace(" ", ""), Is.EqualTo("""{"stored":1,"refused":1,"left":0}"""));
    }

    [Test]
    public async Task Once_ends_with_5_where_the_store_takes_nothing_and_what_came_stays()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        var (code, output) = await ProgramRun.ProgramAsync(
            "TechGraph.Cli",
            "techgraph.dll",
            ["watch", Inbox, "--once", "--data", _folder, "--store", "neo4j"],
            ("TechGraph__Neo4j__Uri", "http://127.0.0.1:9"),
            ("TechGraph__Neo4j__WritePatience", "00:00:01"),
            ("TechGraph__Intake__RetryEvery", "00:00:01"));
        Assert.That(code, Is.EqualTo(5), output);
        Assert.That(output, Does.Contain("1 items stay in the ledger; the same command goes on with them."));

        // With an available store the items are stored.
        var again = await WatchAsync("--once");
        Assert.That((again.Code, again.Output.Contains("Worked off: 1 stored, 0 refused.", StringComparison.Ordinal)), Is.EqualTo((0, true)), again.Output);
    }

    [Test]
    public async Task A_file_of_somebody_else_does_not_keep_it_from_ending()
    {
        Directory.CreateDirectory(Path.Combine(Inbox, "underway"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "underway", ".keep"), "");
        Assert.That((await WatchAsync("--once")).Code, Is.Zero);
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_no_slip_that_makes_one()
    {
        var (code, output) = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "watch", Path.Combine(_folder, "typo"), "--data", _folder);
        Assert.That((code, output.Trim()), Is.EqualTo((3, $"There is no folder {Path.Combine(_folder, "typo")}.")));
        Assert.That(Directory.Exists(Path.Combine(_folder, "typo")), Is.False);
    }

    [Test]
    public async Task A_setting_out_of_range_is_told_in_a_sentence()
    {
        var (code, output) = await WatchAsync("--workers", "17");
        Assert.That(code, Is.EqualTo(5), output);
        Assert.That(output, Does.StartWith("STORE_SETTING: A setting is wrong: ").And.Contain("Workers"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Signals are sent by kill.")]
    public async Task Stopped_by_a_signal_it_exits_well_and_the_next_one_goes_on()
    {
        for (var i = 0; i < 200; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(Inbox, $"{i}.yaml"), WorkerFixture.CompanyDossier($"c{i}"));
        }

        using var process = ProgramRun.Start("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--data", _folder, "--workers", "2"]);
        var (output, talk) = (process.StandardOutput.ReadToEndAsync(), new List<string>());
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            talk.Add(line);
            if (line.Contains("Took in", StringComparison.Ordinal))
            {
                break;
            }
        }

        var later = process.StandardError.ReadToEndAsync();
        await ProgramRun.StopAsync(process);
        talk.Add(await later);
        Assert.That(process.ExitCode, Is.Zero, string.Join('\n', talk) + await output);
        Assert.That(talk[^1], Does.Contain("Stopped. "));
        var rest = await WatchAsync("--once");
        Assert.That(rest.Code, Is.Zero, rest.Output);
        var looked = await ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", "doctor", "--data", _folder);
        Assert.That(looked.Output, Does.Contain(", 200 entities,").And.Not.Contain("FAIL"));
    }

    private Task<(int Code, string Output)> WatchAsync(params string[] arguments) =>
        ProgramRun.ProgramAsync("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--data", _folder, .. arguments]);
}
