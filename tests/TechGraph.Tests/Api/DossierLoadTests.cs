using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>What is wrong with the dossiers at the start keeps an empty graph from being served, and no other.</summary>
public sealed class DossierLoadTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-start-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_graph_that_is_there_is_served_although_the_dossiers_no_longer_fit_it()
    {
        Write("world.yaml", Graphs.World);
        Assert.That(await SequenceAsync(), Is.EqualTo(1));

        // As when something that came by the intake leans on what the folder does not have.
        Write("world.yaml", Graphs.World.Replace("kind: country", "kind: contry", StringComparison.Ordinal));
        Assert.That(await SequenceAsync(), Is.EqualTo(1));
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
