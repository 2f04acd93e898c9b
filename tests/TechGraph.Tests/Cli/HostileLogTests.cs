using System.Text;
using System.Text.RegularExpressions;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>Whatever a dossier, a file name or an argument contains: one event is one line of the log, short, and free of characters that act on a terminal.</summary>
public sealed partial class HostileLogTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-log-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Each_event_of_a_hostile_intake_is_one_short_line()
    {
        var inbox = Directory.CreateDirectory(Path.Combine(_folder, "inbox")).FullName;
        string[] values = ["\\e[2J\\e]0;owned\\a", "\\nwarn: forged[1] nothing\\r\\n", "\\u202Etxt.exe", "\\0\\x9b", new string('x', 7_000_000)];
        for (var value = 0; value < values.Length; value++)
        {
            // Once where a kind is expected, once as an id that nothing has, once as a key.
            await File.WriteAllTextAsync(Path.Combine(inbox, $"kind{value}.yaml"), $"dossier: kind{value}\ntitle: x\nentities:\n  a: {{kind: \"{values[value]}\", name: A}}\n");
            await File.WriteAllTextAsync(Path.Combine(inbox, $"id{value}.yaml"), $"dossier: id{value}\ntitle: x\nrelations:\n  r{value}: {{kind: based_in, from: \"{values[value]}\", to: nowhere}}\n");
            await File.WriteAllTextAsync(Path.Combine(inbox, $"key{value}.yaml"), $"dossier: key{value}\ntitle: x\n\"{values[value]}\": x\n");
        }

        if (!OperatingSystem.IsWindows())
        {
            await File.WriteAllTextAsync(Path.Combine(inbox, "name\nfail: forged[1]\u001B[2J.yaml"), "dossier: named\n");
        }

        var files = Directory.GetFiles(inbox).Length;
        var (code, output, log) = await ProgramRun.RunSeparatedAsync(
            "TechGraph.Cli", "techgraph.dll", ["watch", inbox, "--once", "--data", Path.Combine(_folder, "data")], ("TechGraph__Intake__DependencyTimeout", "00:00:00"));
        Assert.That(code, Is.EqualTo(6), output + log[..Math.Min(log.Length, 2_000)]);
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Ledger \"", StringComparison.Ordinal)).ToList();
        Assert.That(lines.Where(line => !Line().IsMatch(line)), Is.Empty);
        Assert.That(lines.Select(Encoding.UTF8.GetByteCount).Max(), Is.LessThan(4_096));
        Assert.That(lines.Count(line => line.Contains("Refused item", StringComparison.Ordinal)), Is.EqualTo(files));
        Assert.That((log + output).Where(c => (char.IsControl(c) && c != '\n') || c == '\u202E'), Is.Empty);
        foreach (var report in Directory.GetFiles(Path.Combine(inbox, "refused"), "*.txt"))
        {
            Assert.That(new FileInfo(report).Length, Is.LessThan(10_000), report);
        }
    }

    [TestCase("show")]
    [TestCase("search")]
    [TestCase("verify")]
    [TestCase("load")]
    [TestCase("nonsense")]
    [TestCase("paths", "a")]
    public async Task An_argument_cannot_write_a_line_of_its_own_or_move_the_cursor(params string[] verb)
    {
        const string Hostile = "x\u001B[2J\nfail: forged\u202E";
        var (_, output, messages) = await ProgramRun.RunSeparatedAsync(
            "TechGraph.Cli", "techgraph.dll", [.. verb, .. verb[0] == "verify" ? (string[])["--data", Hostile] : [Hostile, "--data", _folder]]);
        Assert.That((output + messages).Where(c => (char.IsControl(c) && c is not ('\n' or '\r')) || c == '\u202E'), Is.Empty, output + messages);
        Assert.That((output + messages).Split('\n'), Has.None.StartsWith("fail: forged"));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|fail|crit) [A-Za-z.]+\[\d+\] \S.*$")]
    private static partial Regex Line();
}
