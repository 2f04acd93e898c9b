using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Api;

/// <summary>Problems in the dossiers stop the start if the graph is empty; an existing graph is served.</summary>
public sealed class DossierLoadTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-start-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task An_existing_graph_is_served_although_the_dossiers_have_problems()
    {
        Write("world.yaml", Graphs.World);
        Assert.That(await SequenceAsync(), Is.EqualTo(1));

        // As when a dossier from the intake refers to something that the folder no longer has.
        Write("world.yaml", Graphs.World.Replace("kind: country", "kind: contry", StringComparison.Ordinal));
        Assert.That(await SequenceAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Edits_from_the_intake_survive_a_restart()
    {
        Write("world.yaml", Graphs.World);
        Write("a.yaml", WorkerFixture.CompanyDossier("a", "Shipped"));
        Write("b.yaml", WorkerFixture.CompanyDossier("b", "Shipped"));
        (string, string)[] settings = [("TechGraph:Data", Path.Combine(_folder, "data")), ("TechGraph:Dossiers", Path.Combine(_folder, "dossiers"))];
        using (var host = new IntakeHost(settings))
        {
            var item = (await host.PostAsync(WorkerFixture.CompanyDossier("a", "Edited"))).Json.Text("id")!;
            Assert.That((await host.WaitUntilDoneAsync(item)).Text("state"), Is.EqualTo("stored"));
        }

        Write("b.yaml", WorkerFixture.CompanyDossier("b", "Shipped later"));
        using var next = new IntakeHost(settings);
        var names = (await next.GraphQLAsync("""{ entities(first: 100) { nodes { id name } } }""")).GetRawText();
        Assert.That(names, Does.Contain("\"Edited\"").And.Contain("\"Shipped later\""));
        Assert.That(next.Log, Does.Contain("Left as the intake stored them: a."));
    }

    [Test]
    public async Task A_shipped_dossier_is_loaded_if_the_graph_does_not_contain_the_intakes_version()
    {
        Write("world.yaml", Graphs.World);
        Write("a.yaml", WorkerFixture.CompanyDossier("a", "Shipped"));
        (string, string)[] settings = [("TechGraph:Data", Path.Combine(_folder, "data")), ("TechGraph:Dossiers", Path.Combine(_folder, "dossiers"))];
        using (var host = new IntakeHost(settings))
        {
            await host.WaitUntilDoneAsync((await host.PostAsync(WorkerFixture.CompanyDossier("a", "Edited"))).Json.Text("id")!);
        }

        // A person loads the shipped version again, and a later release ships another.
        await ProgramRun.RunAsync("TechGraph.Cli", "techgraph.dll", "load", Path.Combine(_folder, "dossiers"), "--data", Path.Combine(_folder, "data"));
        Write("a.yaml", WorkerFixture.CompanyDossier("a", "Release two"));
        Assert.That(await NameAsync(), Is.EqualTo("Release two"));

        // The graph is lost; the ledger is still there.
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "data"), "techgraph.db*"))
        {
            File.Delete(file);
        }

        Assert.That(await NameAsync(), Is.EqualTo("Release two"));

        async Task<string?> NameAsync()
        {
            using var host = new IntakeHost(settings);
            return (await host.GraphQLAsync("""{ entity(id: "a") { name } }""")).Text("data.entity.name");
        }
    }

    [Test]
    public async Task If_the_ledger_is_unreadable_the_existing_graph_is_served_unchanged()
    {
        Write("world.yaml", Graphs.World);
        Assert.That(await SequenceAsync(), Is.EqualTo(1));
        Write("world.yaml", Graphs.World + "\n# edited\n");
        Write("a.yaml", WorkerFixture.CompanyDossier("a"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "intake.db"), "no ledger");
        Assert.That(await SequenceAsync(), Is.EqualTo(1));
        File.Delete(Path.Combine(_folder, "data", "intake.db"));
        Assert.That(await SequenceAsync(), Is.EqualTo(2));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "dossiers"));
        File.WriteAllText(Path.Combine(_folder, "dossiers", name), text);
    }

    private async Task<int> SequenceAsync()
    {
        using var host = new ApiHost().WithWebHostBuilder(builder => builder
            .UseSetting("TechGraph:Data", Path.Combine(_folder, "data"))
            .UseSetting("TechGraph:Dossiers", Path.Combine(_folder, "dossiers")));
        using var client = host.CreateClient();
        var answer = await client.GetStringAsync("/graphql?query={graph{sequence}}");
        return System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("graph").GetProperty("sequence").GetInt32();
    }
}
