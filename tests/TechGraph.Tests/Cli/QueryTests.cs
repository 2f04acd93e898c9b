using System.Text.Json;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary><c>techgraph query</c> runs GraphQL on the store without a server.</summary>
public sealed class QueryTests
{
    private string _folder = "";

    private string Data => Path.Combine(_folder, "data");

    [OneTimeSetUp]
    public async Task Load()
    {
        _folder = Directory.CreateTempSubdirectory("techgraph-query-").FullName;
        var (code, output) = await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Repository.Of("ingest", "dossiers"), "--data", Data);
        Assert.That(code, Is.Zero, output);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_stored_query_gives_the_same_result_as_the_API()
    {
        var (code, output, messages) = await RunAsync("standing-question");
        Assert.That((code, messages), Is.EqualTo((0, "")));
        Assert.That(output, Is.EqualTo((await ApiHost.Shared.QueryAsync(ApiHost.Stored("standing-question"))).GetRawText() + Environment.NewLine));
    }

    [TestCase("id=manus")]
    [TestCase("$id=\"manus\"")]
    public async Task A_variable_is_JSON_or_a_text(string variable)
    {
        var (code, output, _) = await RunAsync("query ($id: ID!) { entity(id: $id) { name } }", "--var", variable);
        Assert.That((code, output.Trim()), Is.EqualTo((0, """{"data":{"entity":{"name":"Manus"}}}""")));
    }

    [Test]
    public async Task A_document_can_be_a_file_with_several_operations()
    {
        var file = Path.Combine(_folder, "two.graphql");
        await File.WriteAllTextAsync(file, "query A { graph { sequence } } query B($n: Int!) { entities(first: $n) { nodes { id } } }");
        var (code, output, _) = await RunAsync("--file", file, "--operation", "B", "--var", "n=2");
        Assert.That(code, Is.Zero);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("data").GetProperty("entities").GetProperty("nodes").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("{ nothing }", 2, "GRAPHQL_VALIDATION_FAILED")]
    [TestCase("{ graph {", 2, "GRAPHQL_PARSE_FAILED")]
    [TestCase("query ($id: ID!) { entity(id: $id) { name } }", 2, "BAD_USER_INPUT")]
    [TestCase("subscription { graphChanged { sequence } }", 2, "BAD_REQUEST")]
    [TestCase("{ graph { sequence } dealPaths(input: {from: {ids: [\"nobody\"]}, to: {ids: [\"meta\"]}}) { complete } }", 1, "NOT_FOUND")]
    public async Task Errors_are_in_the_output_and_set_the_exit_code(string document, int expected, string error)
    {
        var (code, output, _) = await RunAsync(document);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo(error), output);
        Assert.That(code, Is.EqualTo(expected), output);
    }

    [Test]
    public async Task A_recorded_version_can_be_queried()
    {
        var (code, output, _) = await RunAsync("{ graph { sequence entityCount } }", "--recorded", "0");
        Assert.That((code, output.Trim()), Is.EqualTo((0, """{"data":{"graph":{"sequence":0,"entityCount":0}}}""")));
        var (now, newest, _) = await RunAsync("{ graph { sequence } }", "--recorded", "1");
        Assert.That((now, newest.Trim()), Is.EqualTo((0, """{"data":{"graph":{"sequence":1}}}""")));
        var (none, nothing, messages) = await RunAsync("{ graph { sequence } }", "--recorded", "2");
        Assert.That((none, nothing, messages.Trim()), Is.EqualTo((3, "", "STORE_BEHIND: The store is at version 1; version 2 was requested.")));
    }

    [TestCase("{ intakeItems(first: 1) { totalCount } }")]
    [TestCase("mutation { retryIntake(id: \"x\") { id } }")]
    public async Task The_intake_cannot_be_queried_without_a_server(string document)
    {
        var error = JsonDocument.Parse((await RunAsync(document)).Output).RootElement.GetProperty("errors")[0];
        Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("INTAKE_OFF"));
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("There is no intake here. Send the query to the server over HTTP with a key, or run techgraph watch (docs/intake.md)."));
    }

    [TestCase(new[] { "standing-questoin" }, 3, "There is no stored query \"standing-questoin\". Did you mean \"standing-question\"? List them with: techgraph query --list")]
    [TestCase(new[] { "--file", "nowhere.graphql" }, 3, "There is no file \"nowhere.graphql\".")]
    [TestCase(new[] { "{ graph { sequence } }", "--var", "x" }, 2, "\"x\" is not a variable. Write --var name=value.")]
    [TestCase(new[] { "{ graph { sequence } }", "--var", "x=1", "--var", "x=2" }, 2, "Variable \"x\" is given twice. Give it once.")]
    public async Task A_wrong_command_line_is_explained_on_standard_error(string[] arguments, int expected, string sentence)
    {
        var (code, output, messages) = await RunAsync(arguments);
        Assert.That((code, output, messages.Trim()), Is.EqualTo((expected, "", sentence)));
    }

    [TestCase]
    [TestCase("{ graph { sequence } }", "--list")]
    public async Task Exactly_one_query_is_required(params string[] arguments) => Assert.That((await RunAsync(arguments)).Code, Is.EqualTo(2));

    [Test]
    public async Task A_missing_store_exits_with_5_and_is_not_created()
    {
        var nowhere = Path.Combine(_folder, "nowhere");
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["query", "{ graph { sequence } }", "--data", nowhere]);
        Assert.That((code, output), Is.EqualTo((5, "")), messages);
        Assert.That(messages, Does.StartWith("STORE_OPEN: There is no data file "));
        Assert.That(Directory.Exists(nowhere), Is.False);
    }

    [Test]
    public async Task The_stored_queries_are_listed()
    {
        var (code, output, _) = await RunAsync("--list", "--json");
        var names = JsonDocument.Parse(output).RootElement.EnumerateArray().Select(q => q.GetProperty("name").GetString());
        Assert.That(code, Is.Zero);
        Assert.That(names, Is.EqualTo(Directory.GetFiles(Repository.Of("api", "queries")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)));
    }

    private Task<(int Code, string Output, string Messages)> RunAsync(params string[] arguments) =>
        ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["query", .. arguments, "--data", Data]);
}
