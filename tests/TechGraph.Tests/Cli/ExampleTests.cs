using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using TechGraph.Cli;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary>The examples of the help and of docs/cli.md can be run as they are written.</summary>
public sealed partial class ExampleTests
{
    private const string Program = "techgraph ";

    /// <summary>Commands that run until they are stopped, need a Neo4j server, or need files of the user.</summary>
    private static readonly string[] NotRun = ["watch", "serve", "copy", "import"];

    /// <summary>Names of files and folders in the examples.</summary>
    private static readonly string[] Files = ["graph.jsonl", "made-up", "monday.db", "folder"];

    private string _folder = "";

    private static IEnumerable<string> Commands => Examples.Keys.Except(NotRun);

    private static Dictionary<string, string> Examples { get; } = CommandTree.Create().Subcommands
        .ToDictionary(command => command.Name, command => command.Description!.Split(" Example: ")[1]);

    private static IEnumerable<string> Overview => Row().Matches(File.ReadAllText(Repository.Of("docs", "cli.md"))).Select(row => row.Groups[1].Value);

    [OneTimeSetUp]
    public async Task Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-examples-").FullName;
        Assert.That((await RunAsync(Examples["load"])).Code, Is.Zero);
        Assert.That((await RunAsync(Examples["backup"])).Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Commands))]
    public async Task The_example_of_a_command_succeeds(string command)
    {
        if (command == "backup")
        {
            File.Delete(Path.Combine(_folder, "monday.db"));
        }

        var (code, output) = await RunAsync(Examples[command]);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public void Every_example_can_be_parsed() => Assert.That(
        Overview.Concat(Examples.Values).SelectMany(example => CommandTree.Create().Parse(Arguments(example)).Errors.Select(error => $"{example}: {error.Message}")),
        Is.Empty);

    [TestCaseSource(nameof(Overview))]
    public void An_example_of_the_overview_is_the_example_of_its_command(string example) =>
        Assert.That(Examples.Values, Does.Contain(example));

    private Task<(int Code, string Output)> RunAsync(string example)
    {
        string[] arguments =
        [
            .. Arguments(example).Select(argument => argument == "ingest/dossiers" ? Repository.Of("ingest", "dossiers") : Files.Contains(argument) ? Path.Combine(_folder, argument) : argument),
        ];
        return ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", arguments, ("TechGraph__Data", Path.Combine(_folder, "data")));
    }

    private static string[] Arguments(string example) => [.. CommandLineParser.SplitCommandLine(example[Program.Length..])];

    [GeneratedRegex(@"^\|.*\| `(techgraph [^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
