using System.Diagnostics;
using System.Globalization;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>
/// A disk is really full, or writes really fail, while the API runs: reads succeed, writes report why they fail, and writing works again
/// without a restart.
/// </summary>
[NonParallelizable]
[Platform("Linux", Reason = "Small file systems and limits on files are those of Linux.")]
public sealed class WriteFaultTests
{
    private string _folder = "";
    private string _disk = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-fault-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        if (_disk.Length > 0)
        {
            Run("umount", _disk);
            _disk = "";
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public Task A_full_disk_of_the_ledger_refuses_submissions_until_there_is_space() => AssertLedgerRecoversAsync(FullDisk(), "STORE_FULL", "The disk is full. Nothing was accepted; try again when there is space.");

    [Test]
    public Task A_full_disk_of_the_graph_keeps_items_waiting_until_there_is_space() => AssertGraphRecoversAsync(FullDisk(), "STORE_FULL");

    [Test]
    public Task Failing_writes_of_the_ledger_refuse_submissions_until_writes_succeed() => AssertLedgerRecoversAsync(FailingWrites(), "STORE_IO", "The ledger of the intake cannot be used at the moment. Nothing was accepted.");

    /// <summary>All writes of the process fail, so that the ledger cannot record either that the graph's write failed.</summary>
    [Test]
    public async Task If_all_writes_fail_an_accepted_item_is_stored_when_writes_succeed_again()
    {
        var error = FailingWrites();
        using var api = await StartAsync(_folder, _folder);
        Assert.That((await api.PostAsync(WorkerFixture.CompanyDossier("before", "Before"))).Status, Is.EqualTo(202));
        await error.StartAsync(api);
        Assert.That((await api.PostAsync(WorkerFixture.CompanyDossier("during"))).Status, Is.EqualTo(503));
        await error.StopAsync(api);
        var (status, item) = await api.PostAsync(WorkerFixture.CompanyDossier("after"));
        Assert.That(status, Is.EqualTo(202));
        await api.ItemAsync(item.Text("id")!, i => i.Text("state") == "stored");
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await api.NameAsync("before") is null)
        {
            await Task.Delay(50, timeout.Token);
        }

        Assert.That(await api.NameAsync("during"), Is.Null);
        await AssertVerifiedAsync(api);
    }

    private async Task AssertLedgerRecoversAsync(WriteFault error, string code, string sentence)
    {
        using var api = await StartAsync(_folder, error.Folder);
        var before = await StoreAsync(api, "before");
        await error.StartAsync(api);
        var (status, problem) = await api.PostAsync(Large("during"), "during");
        Assert.That((status, problem.Text("code"), problem.Text("detail")), Is.EqualTo((503, code, sentence)));
        Assert.That(await api.NameAsync("before"), Is.EqualTo("before"), "Reads succeed.");
        Assert.That((await api.ItemAsync(before)).Text("state"), Is.EqualTo("stored"), "Reads of the ledger succeed.");
        await error.StopAsync(api);
        var (afterRecovery, item) = await api.PostAsync(Large("during"), "during");
        Assert.That(afterRecovery, Is.EqualTo(202));
        await api.ItemAsync(item.Text("id")!, i => i.Text("state") == "stored");
        Assert.That(await api.NameAsync("during"), Is.EqualTo("during"));
        await AssertVerifiedAsync(api);
    }

    private async Task AssertGraphRecoversAsync(WriteFault error, string code)
    {
        using var api = await StartAsync(error.Folder, _folder);
        await StoreAsync(api, "before");
        await error.StartAsync(api);
        var (status, item) = await api.PostAsync(Large("during"));
        Assert.That(status, Is.EqualTo(202), "The ledger can be written.");
        var waiting = await api.ItemAsync(item.Text("id")!, i => i.At("attempts").GetInt32() >= 2);
        Assert.That(waiting.Text("waitingFor"), Does.StartWith($"{code}: "));
        Assert.That(await api.NameAsync("before"), Is.EqualTo("before"), "Reads succeed.");
        await error.StopAsync(api);
        await api.ItemAsync(item.Text("id")!, i => i.Text("state") == "stored");
        Assert.That(await api.NameAsync("during"), Is.EqualTo("during"));
        await AssertVerifiedAsync(api);
    }

    private static async Task<string> StoreAsync(ApiProcess api, string id)
    {
        var item = (await api.PostAsync(WorkerFixture.CompanyDossier(id, id))).Answer;
        await api.ItemAsync(item.Text("id")!, i => i.Text("state") == "stored");
        return item.Text("id")!;
    }

    /// <summary>A dossier that does not fit into the rest of a full disk. It has many entities, so that the graph's file grows too.</summary>
    private static string Large(string id) => WorkerFixture.CompanyDossier(id, id) + string.Concat(Enumerable.Range(0, 2_000).Select(n => $"\n  {id}-{n}: {{kind: company, name: A member of the company number {n}}}"));

    private static Task<ApiProcess> StartAsync(string data, string ledger) => ApiProcess.StartAsync(new Dictionary<string, string>
    {
        ["TechGraph__Data"] = data,
        ["TechGraph__RefreshInterval"] = "00:00:00",
        ["TechGraph__Dossiers"] = "",
        ["TechGraph__Intake__Ledger"] = Path.Combine(ledger, "intake.db"),
        ["TechGraph__Intake__PollInterval"] = "00:00:00.05",
        ["TechGraph__Intake__RetryDelay"] = "00:00:01",
        ["TechGraph__Intake__LeaseDuration"] = "00:00:05",
    });

    private async Task AssertVerifiedAsync(ApiProcess api)
    {
        await api.Process.KillAsync();
        foreach (var file in Directory.GetFiles(_folder, "techgraph.db").Concat(_disk.Length > 0 ? Directory.GetFiles(_disk, "techgraph.db") : []))
        {
            var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "verify", "--data", file);
            Assert.That(code, Is.Zero, output);
        }
    }

    private WriteFault FullDisk()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=3m", "none", disk) != 0)
        {
            Assert.Ignore("No small file system can be mounted here; only root may. LedgerTests and WorkerTests fill a file instead.");
        }

        _disk = disk;
        var filler = Path.Combine(disk, "filler");
        return new WriteFault(
            disk,
            _ =>
            {
                using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
                var bytes = new byte[4096];
                try
                {
                    while (true)
                    {
                        file.Write(bytes);
                    }
                }
                catch (IOException)
                {
                    // The disk is full now.
                }

                return Task.CompletedTask;
            },
            _ =>
            {
                File.Delete(filler);
                return Task.CompletedTask;
            });
    }

    private WriteFault FailingWrites()
    {
        if (!File.Exists("/usr/bin/prlimit"))
        {
            Assert.Ignore("prlimit is not here.");
        }

        return new WriteFault(_folder, api => api.Process.LimitFileSizeAsync(1), api => api.Process.LimitFileSizeAsync(null));
    }

    private static int Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tool}: {process.ExitCode}"));
        return process.ExitCode;
    }

    /// <summary>A fault that makes writes in a folder fail, with its start and its end.</summary>
    private sealed record WriteFault(string Folder, Func<ApiProcess, Task> StartAsync, Func<ApiProcess, Task> StopAsync);
}
