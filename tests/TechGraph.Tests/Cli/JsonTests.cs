using System.Text.Json;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary><c>--json</c> writes one JSON document and nothing else to standard output.</summary>
public sealed class JsonTests
{
    private string _folder = "";

    private string Data => Path.Combine(_folder, "data");

    [OneTimeSetUp]
    public async Task Load()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-json-").FullName;
        var (code, report) = await RunAsync("load", Repository.Of("ingest", "dossiers"));
        Assert.That(code, Is.Zero);
        Assert.That((report.GetProperty("added").GetInt32(), report.GetProperty("version").GetInt64(), report.GetProperty("problems").GetArrayLength()), Is.EqualTo((Shipped.Records, 1L, 0)));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Check_gives_problems_with_their_positions()
    {
        var file = Path.Combine(_folder, "one.yaml");
        await File.WriteAllTextAsync(file, "dossier: one\ntitel: One\n");
        var (code, output, _) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["check", file, "--json"]);
        var problem = JsonDocument.Parse(output).RootElement.GetProperty("problems").EnumerateArray().First(p => p.GetProperty("code").GetString() == "YAML012");
        Assert.That(code, Is.EqualTo(6));
        Assert.That((problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()), Is.EqualTo((file, 2, 1)));
    }

    [Test]
    public async Task A_refused_load_gives_its_problems()
    {
        var file = Path.Combine(_folder, "two.yaml");
        await File.WriteAllTextAsync(file, "dossier: two\ntitel: Two\n");
        var (code, report) = await RunAsync("load", file);
        Assert.That((code, report.GetProperty("added").GetInt32(), report.GetProperty("problems").GetArrayLength()), Is.EqualTo((6, 0, 2)));
    }

    [TestCase("verify", "version,content,faults,notes")]
    [TestCase("doctor", "ok,checks")]
    public async Task Verify_and_doctor_give_a_report(string verb, string members)
    {
        var (code, report) = await RunAsync(verb);
        Assert.That((code, string.Join(',', report.EnumerateObject().Select(m => m.Name))), Is.EqualTo((0, members)));
    }

    [Test]
    public async Task Show_judge_and_withdraw_give_a_report()
    {
        var history = (await RunAsync("show", "entity/manus", "--history")).Report;
        Assert.That(history[0].GetProperty("what").GetString(), Is.EqualTo("written"));
        var judged = await RunAsync("judge", "benchmark-vc", "benchmark-minerals", "different");
        Assert.That((judged.Code, judged.Report.GetProperty("changed").GetInt32(), judged.Report.GetProperty("problem").ValueKind), Is.EqualTo((0, 1, JsonValueKind.Null)));
        var twice = await RunAsync("withdraw", "entity/nobody", "--reason", "A trial.");
        Assert.That((twice.Code, twice.Report.GetProperty("problem").GetProperty("code").GetString()![..3]), Is.EqualTo((3, "CUR")));
    }

    [Test]
    public async Task Backup_restore_and_import_give_a_report()
    {
        var file = Path.Combine(_folder, "monday.db");
        var backup = await RunAsync("backup", file);
        Assert.That((backup.Code, backup.Report.GetProperty("file").GetString()), Is.EqualTo((0, file)));
        var restored = await RunAtAsync(Path.Combine(_folder, "restored"), "restore", file);
        Assert.That((restored.Code, restored.Report.GetProperty("content").GetString()), Is.EqualTo((0, backup.Report.GetProperty("content").GetString())));
        var export = Path.Combine(_folder, "graph.jsonl");
        var written = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "export", "--format", "jsonl", "--output", export, "--data", Data);
        Assert.That(written.Code, Is.Zero, written.Output);
        var imported = await RunAtAsync(Path.Combine(_folder, "imported"), "import", export);
        Assert.That((imported.Code, imported.Report.GetProperty("load").GetProperty("added").GetInt32()), Is.EqualTo((0, Shipped.Records)));
    }

    private Task<(int Code, JsonElement Report)> RunAsync(params string[] arguments) => RunAtAsync(Data, arguments);

    private static async Task<(int Code, JsonElement Report)> RunAtAsync(string data, params string[] arguments)
    {
        var (code, output, _) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", [.. arguments, "--json", "--data", data]);
        return (code, JsonDocument.Parse(output).RootElement);
    }
}
