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
        Environment.SetEnvironmentVariable("TechGraph__Intake__PollInterval", "00:00:00.1");
        Environment.SetEnvironmentVariable("TechGraph__Intake__DependencyTimeout", "00:00:00");
    }

    [TearDown]
    public void RemoveFolder()
    {
        Environment.SetEnvironmentVariable("TechGraph__Intake__PollInterval", null);
        Environment.SetEnvironmentVariable("TechGraph__Intake__DependencyTimeout", null);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Watch_once_processes_the_files_and_exits_with_6_if_one_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        var first = await WatchAsync("--once");
        Assert.That(first.Code, Is.Zero, first.Output);
        Assert.That(first.Output, Does.Contain("Processed: 1 stored, 0 refused."));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        var second = await WatchAsync("--once");
        Assert.That(second.Code, Is.EqualTo(6), second.Output);
        Assert.That(second.Output, Does.Contain("Processed: 0 stored, 1 refused."));
        Assert.That(Directory.GetFiles(Path.Combine(Inbox, "refused"), "*.txt"), Has.Length.EqualTo(1));
        var shown = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "show", "entity/a", "--history", "--data", _folder);
        Assert.That(shown.Output, Does.Contain(Environment.UserName));
    }

    [Test]
    public async Task A_backup_includes_the_ledger_and_a_restore_keeps_an_existing_ledger()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        await WatchAsync("--once");
        var (file, elsewhere) = (Path.Combine(_folder, "monday.db"), Path.Combine(_folder, "elsewhere"));
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["backup", file, "--json", "--data", _folder]);
        Assert.That(code, Is.Zero, messages);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("intake").GetProperty("items").GetInt64(), Is.EqualTo(2));
        var restored = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That(restored.Code, Is.Zero, restored.Output);
        Assert.That(restored.Output, Does.Contain("2 items of the intake; 0 of them were stored after the graph's backup and are processed again."));
        var again = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", elsewhere);
        Assert.That(again.Output, Does.Contain("already exists and stays; 0 items stored after the backup are processed again."));

        // The graph is lost; the ledger is still there.
        await File.WriteAllTextAsync(Path.Combine(Inbox, "late.yaml"), WorkerFixture.CompanyDossier("late"));
        await WatchAsync("--once");
        foreach (var lost in Directory.GetFiles(_folder, "techgraph.db*"))
        {
            File.Delete(lost);
        }

        var back = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "restore", file, "--data", _folder);
        Assert.That(back.Output, Does.Contain("stays; 1 items stored after the backup are processed again."));
        Assert.That((await WatchAsync("--once")).Output, Does.Contain("Processed: 1 stored, 0 refused."));
        Assert.That((await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "show", "late", "--data", _folder)).Code, Is.Zero);
        File.Delete(file);
        var twice = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "backup", file, "--data", _folder);
        Assert.That((twice.Code, File.Exists(file)), Is.EqualTo((5, false)), twice.Output);
    }

    [Test]
    public async Task Watch_once_gives_its_counts_as_JSON()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "b.yaml"), "dossier: b\n");
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--once", "--json", "--data", _folder]);
        Assert.That(code, Is.EqualTo(6), messages);
        Assert.That(output.Trim().ReplaceLineEndings("").Replace(" ", ""), Is.EqualTo("""{"stored":1,"refused":1,"left":0}"""));
    }

    [Test]
    public async Task Watch_once_exits_with_5_if_the_store_is_unavailable_and_keeps_the_items()
    {
        await File.WriteAllTextAsync(Path.Combine(Inbox, "a.yaml"), WorkerFixture.CompanyDossier("a"));
        var (code, output) = await ProgramRun.RunAsync(
            "TechGraph.Cli",
            "techgraph.dll",
            ["watch", Inbox, "--once", "--data", _folder, "--store", "neo4j"],
            ("TechGraph__Neo4j__Uri", "http://127.0.0.1:9"),
            ("TechGraph__Neo4j__WriteRetryTimeout", "00:00:01"),
            ("TechGraph__Intake__RetryDelay", "00:00:01"));
        Assert.That(code, Is.EqualTo(5), output);
        Assert.That(output, Does.Contain("The store accepts no writes at the moment. 1 item pending. Run the same command again to process them."));

        // With an available store the items are stored.
        var again = await WatchAsync("--once");
        Assert.That((again.Code, again.Output.Contains("Processed: 1 stored, 0 refused.", StringComparison.Ordinal)), Is.EqualTo((0, true)), again.Output);
    }

    [Test]
    public async Task Watch_once_ends_although_a_foreign_file_is_in_its_working_folder()
    {
        Directory.CreateDirectory(Path.Combine(Inbox, "underway"));
        await File.WriteAllTextAsync(Path.Combine(Inbox, "underway", ".keep"), "");
        Assert.That((await WatchAsync("--once")).Code, Is.Zero);
    }

    [Test]
    public async Task A_missing_folder_exits_with_3_and_is_not_created()
    {
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "watch", Path.Combine(_folder, "typo"), "--data", _folder);
        Assert.That((code, output.Trim()), Is.EqualTo((3, $"There is no folder \"{Path.Combine(_folder, "typo")}\".")));
        Assert.That(Directory.Exists(Path.Combine(_folder, "typo")), Is.False);
    }

    [Test]
    public async Task A_setting_out_of_range_is_named()
    {
        var (code, output) = await ProgramRun.RunAsync(
            "TechGraph.Cli", "techgraph.dll", ["watch", "--once", "--data", _folder], ("TechGraph__Intake__Workers", "99"), ("TechGraph__Intake__PollInterval", "00:05:00"));
        Assert.That((code, output.Trim()), Is.EqualTo((
            5, "STORE_SETTING: A setting is wrong: TechGraph:Intake:Workers is 99; give 0 to 16. TechGraph:Intake:PollInterval is 00:05:00; give 00:00:00.05 to 00:01:00.")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Signals are sent by kill.")]
    public async Task Watch_stopped_by_a_signal_exits_with_0_and_the_next_run_continues()
    {
        for (var i = 0; i < 200; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(Inbox, $"{i}.yaml"), WorkerFixture.CompanyDossier($"c{i}"));
        }

        using var process = ProgramRun.Start("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--data", _folder, "--workers", "2"]);
        var (output, messages) = (process.StandardOutput.ReadToEndAsync(), new List<string>());
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            messages.Add(line);
            if (line.Contains("Received", StringComparison.Ordinal))
            {
                break;
            }
        }

        var later = process.StandardError.ReadToEndAsync();
        await ProgramRun.StopAsync(process);
        messages.Add(await later);
        Assert.That(process.ExitCode, Is.Zero, string.Join('\n', messages) + await output);
        Assert.That(messages[^1], Does.Contain("Stopped. "));
        var rest = await WatchAsync("--once");
        Assert.That(rest.Code, Is.Zero, rest.Output);
        var doctor = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "doctor", "--data", _folder);
        Assert.That(doctor.Output, Does.Contain(", 200 entities,").And.Not.Contain("FAIL"));
    }

    private Task<(int Code, string Output)> WatchAsync(params string[] arguments) =>
        ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", ["watch", Inbox, "--data", _folder, .. arguments]);
}
