using Microsoft.Extensions.Options;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Cli;

/// <summary>
/// A command that is killed, or whose disk fails, at any write, flush or rename: the store is sound at the next opening, no check advises
/// anything that would lose data, and the same command run again gives the same graph. One fault in 20, all of them with
/// <c>TECHGRAPH_FULL=1</c>.
/// </summary>
public sealed class InterruptedWriteTests
{
    private static readonly int Stride = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1 : 20;

    private static readonly string[] Faults = ["signal=KILL", "error=ENOSPC", "error=EIO"];

    private string _root = "";

    [SetUp]
    public async Task StartAsync()
    {
        await Strace.RequireAsync();
        _root = Directory.CreateTempSubdirectory("techgraph-interrupted-").FullName;
    }

    [TearDown]
    public void Stop()
    {
        if (_root.Length > 0)
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    [Test]
    public async Task An_interrupted_command_loses_nothing([Values("load", "withdraw", "backup", "restore")] string verb)
    {
        var prepared = Path.Combine(_root, "prepared");
        await PrepareAsync(prepared, verb);
        var before = await DescribeAsync(prepared);

        var undisturbed = Copy(prepared, "undisturbed");
        var calls = await Strace.CountAsync(undisturbed, Arguments(undisturbed, verb));
        var after = await DescribeAsync(undisturbed);
        var steps = calls.SelectMany(call => Enumerable.Range(1, call.Value).SelectMany(number => Faults.Select(fault => (Call: call.Key, Number: number, Fault: fault)))).ToList();
        Assert.That(steps, Has.Count.GreaterThan(60));
        for (var step = 0; step < steps.Count; step += Stride)
        {
            await InterruptAsync(verb, prepared, steps[step], before, after);
        }

        await TestContext.Out.WriteLineAsync($"{verb}: {(steps.Count + Stride - 1) / Stride} of {steps.Count} faults");
    }

    private async Task InterruptAsync(string verb, string prepared, (string Call, int Number, string Fault) step, string before, string after)
    {
        var at = $"{verb}, {step.Fault} at {step.Call} {step.Number}";
        var folder = Copy(prepared, "interrupted");
        await Strace.RunAsync(folder, step.Call, step.Number, step.Fault, Arguments(folder, verb));

        var (code, advice) = await CliAsync("doctor", "--data", Data(folder));
        if (verb == "restore" && code != 0)
        {
            // The versions that are not restored yet are missing, and the head file says so.
            Assert.That(advice, Does.Contain("STORE_OLDER").Or.Contain("STORE_MISSING"), at);
        }
        else
        {
            Assert.That(code, Is.Zero, $"{at}: {advice}");
            Assert.That(await DescribeAsync(folder), Is.EqualTo(before).Or.EqualTo(after), at);
        }

        if (verb != "backup")
        {
            await CliAsync(Arguments(folder, verb));
            Assert.That(await DescribeAsync(folder), Is.EqualTo(after), $"{at}, then again");
        }
        else if (File.Exists(Path.Combine(folder, "monday.db")))
        {
            var (restored, output) = await CliAsync("restore", Path.Combine(folder, "monday.db"), "--data", Path.Combine(folder, "elsewhere"));
            Assert.That(restored, Is.Zero, $"{at}: {output}");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A store with two versions and a ledger, and what else the command needs.</summary>
    private static async Task PrepareAsync(string folder, string verb)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "world.yaml"), Graphs.World);
        await File.WriteAllTextAsync(Path.Combine(folder, "manus.yaml"), Manus.Dossier);
        await RunAsync("load", Path.Combine(folder, "world.yaml"), "--data", Data(folder));
        if (verb == "load")
        {
            return;
        }

        await RunAsync("load", Path.Combine(folder, "manus.yaml"), "--data", Data(folder));
        using (var ledger = new Ledger(Options.Create(new IntakeOptions()), Options.Create(new EmbeddedOptions { Data = Data(folder) }), TimeProvider.System))
        {
            ledger.Receive(new Submission(IntakeOrigin.Cli, "a.yaml", "tester", WorkerFixture.Bytes(WorkerFixture.CompanyDossier("a"))));
        }

        if (verb == "restore")
        {
            await RunAsync("backup", Path.Combine(folder, "monday.db"), "--data", Data(folder));
            Directory.Delete(Data(folder), recursive: true);
        }
    }

    private static string[] Arguments(string folder, string verb) => verb switch
    {
        "load" => ["load", Path.Combine(folder, "manus.yaml"), "--data", Data(folder)],
        "withdraw" => ["withdraw", "claim/M.1", "--reason", "a test", "--data", Data(folder)],
        "backup" => ["backup", Path.Combine(folder, "monday.db"), "--data", Data(folder)],
        _ => ["restore", Path.Combine(folder, "monday.db"), "--data", Data(folder)],
    };

    /// <summary>What the folder holds: the graph, and the number of items that wait.</summary>
    private static async Task<string> DescribeAsync(string folder)
    {
        if (!File.Exists(Path.Combine(Data(folder), "techgraph.db")))
        {
            return "empty";
        }

        var data = Options.Create(new EmbeddedOptions { Data = Data(folder) });
        using var store = new SqliteGraph(data, TimeProvider.System);
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty, folder);
        var version = (await store.ReadAsync()).Version;
        using var ledger = new Ledger(Options.Create(new IntakeOptions()), data, TimeProvider.System);
        return version.Sequence == 0 ? "empty" : $"{version.ContentHash}, {(File.Exists(ledger.File) ? ledger.Count() : 0)} items";
    }

    private string Copy(string from, string name)
    {
        var to = Path.Combine(_root, name);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static Task<(int Code, string Output)> CliAsync(params string[] arguments) => ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", arguments);

    private static async Task RunAsync(params string[] arguments)
    {
        var (code, output) = await CliAsync(arguments);
        Assert.That(code, Is.Zero, output);
    }
}
