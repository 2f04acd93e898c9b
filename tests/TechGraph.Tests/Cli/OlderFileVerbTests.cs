using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>What the commands do with a data file that is older than its head file says, or gone.</summary>
public sealed class OlderFileVerbTests
{
    private string _folder = "";

    private string Data => Path.Combine(_folder, "data");

    private string DataFile => Path.Combine(Data, "techgraph.db");

    [SetUp]
    public async Task LoadAsync()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-older-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "world.yaml"), Graphs.World);
        await File.WriteAllTextAsync(Path.Combine(_folder, "manus.yaml"), Manus.Dossier);
        await RunAsync(0, "load", Path.Combine(_folder, "world.yaml"));
        File.Copy(DataFile, DataFile + ".old");
        await RunAsync(0, "load", Path.Combine(_folder, "manus.yaml"));
        await RunAsync(0, "backup", Path.Combine(_folder, "monday.db"));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task An_older_file_is_read_not_written_and_continued_by_a_restore()
    {
        File.Move(DataFile + ".old", DataFile, overwrite: true);
        Assert.That(await RunAsync(3, "show", "manus"), Does.Contain("There is no record \"manus\"."));
        foreach (var (code, command) in ((int, string[])[])[
            (5, ["load", Path.Combine(_folder, "world.yaml")]),
            (5, ["withdraw", "entity/cn", "--reason", "a test"]),
            (6, ["verify"]),
            (6, ["doctor"])])
        {
            var output = await RunAsync(code, command);
            Assert.That(output, Does.Contain("ends at version 1, but its head file names version 2: version 2 is missing. An older copy of the file was probably put back. Restore a backup"), command[0]);
            Assert.That(output, Does.Not.Contain("Restore a backup.\n"), "no other advice");
        }

        Assert.That(await RunAsync(0, "restore", Path.Combine(_folder, "monday.db")), Does.StartWith("Copied 1 change set; the target already had 1."));
        await RunAsync(0, "show", "manus");
        Assert.That(await RunAsync(0, "verify"), Does.StartWith("No problems found. Version 2"));
    }

    [Test]
    public async Task An_older_file_that_is_accepted_is_written_again()
    {
        File.Move(DataFile + ".old", DataFile, overwrite: true);
        Assert.That(await RunAsync(0, "accept-older", "--reason", "no backup", "--author", "ada"), Is.EqualTo($"Accepted. The decision is version 2 of the history.{Environment.NewLine}"));
        Assert.That(await RunAsync(0, "accept-older"), Does.StartWith("The data file is the one that was last written."));
        Assert.That(await RunAsync(0, "load", Path.Combine(_folder, "manus.yaml")), Does.Contain("Version 3."));
        Assert.That(await RunAsync(0, "verify"), Does.StartWith("No problems found. Version 3"));
        Assert.That(await RunAsync(0, "backup", Path.Combine(_folder, "tuesday.db")), Does.Contain("version 3"));
        Assert.That(await RunAsync(0, "restore", Path.Combine(_folder, "tuesday.db"), "--data", Path.Combine(_folder, "other")), Does.StartWith("Copied 3 change sets"));
    }

    [Test]
    public async Task A_file_that_is_gone_is_not_made_anew_and_can_be_restored()
    {
        File.Delete(DataFile);
        foreach (var command in (string[][])[["load", Path.Combine(_folder, "world.yaml")], ["verify"], ["search", "manus"], ["serve", "--url", "http://127.0.0.1:0"]])
        {
            Assert.That(await RunAsync(5, command), Does.Contain($"There is no graph in \"{DataFile}\", but its head file names version 2"), command[0]);
            Assert.That(File.Exists(DataFile), Is.False, command[0]);
        }

        await RunAsync(0, "restore", Path.Combine(_folder, "monday.db"));
        Assert.That(await RunAsync(0, "verify"), Does.StartWith("No problems found. Version 2"));
    }

    [Test]
    public async Task Verify_brings_a_head_file_that_is_behind_up_to_date_and_says_so_once()
    {
        File.Delete(DataFile + ".head");
        var output = await RunAsync(0, "verify");
        Assert.That(output, Does.StartWith("There was no head file beside the data file; it is now up to date, at version 2. An interrupted write leaves it so, and nothing was lost.").And.Contain("No problems found. Version 2"));
        Assert.That(output.Split("head file").Length, Is.EqualTo(2), "said once");
        Assert.That(await RunAsync(0, "verify"), Does.StartWith("No problems found. Version 2"));
    }

    [Test]
    public async Task A_crash_after_a_change_was_stored_is_no_fault_and_is_said_once()
    {
        await File.WriteAllTextAsync(DataFile + ".head", "");
        Assert.That(await RunAsync(0, "doctor"), Does.Contain("The head file could not be read; it is now up to date, at version 2. An interrupted write leaves it so, and nothing was lost."));
        Assert.That(await RunAsync(0, "verify"), Does.Not.Contain("head file"));
    }

    private async Task<string> RunAsync(int code, params string[] command)
    {
        string[] arguments = command.Contains("--data") ? command : [.. command, "--data", Data];
        var (actual, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", arguments);
        Assert.That(actual, Is.EqualTo(code), $"{string.Join(' ', command)}: {output}");
        return output;
    }
}
