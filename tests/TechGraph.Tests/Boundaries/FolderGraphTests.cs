using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Boundaries;

/// <summary>Folders use each other's types in one direction only, and the picture in docs/architecture.md shows which.</summary>
public sealed class FolderGraphTests
{
    private static readonly string[] Pictured =
    [
        "api/TechGraph.Cli", "api/TechGraph.Api", "api/TechGraph.GraphQL", "ingest/TechGraph.Ingest", "graph-schema/TechGraph.Stores", "graph-schema/TechGraph.Core",
    ];

    private static readonly Lazy<FolderGraph> Graph = new(() =>
        FolderGraph.Read([.. SourceProject.ReadAll(Repository.Root).Select(project => project.Compilation)], Repository.Root));

    [Test]
    public void No_folders_use_each_others_types_in_a_loop() => Assert.That(Graph.Value.Loops().Select(loop => Describe(Graph.Value, loop)), Is.Empty);

    [Test]
    public void The_graph_has_known_arrows()
    {
        Assert.That(Graph.Value.Arrows[("ingest/TechGraph.Ingest/Loading", "ingest/TechGraph.Ingest/Linking")], Does.Contain("Loader uses DossierLinker"));
        Assert.That(Graph.Value.Arrows[("graph-schema/TechGraph.Stores/Embedded", "graph-schema/TechGraph.Stores/View")], Does.Contain("SqliteGraph uses MemoryGraph"));
    }

    [Test]
    public void A_loop_is_found_and_names_its_types()
    {
        var graph = Read(
            ("Upper/Kitchen.cs", "namespace A; class Kitchen { Pantry? _pantry; }"),
            ("Lower/Pantry.cs", "namespace A; class Pantry { object Owner => Hall.Find(); }"),
            ("Middle/Hall.cs", "namespace A; static class Hall { public static object Find() => new Kitchen(); }"),
            ("Cellar/Shelf.cs", "namespace A; class Shelf { Pantry? _pantry; }"));
        Assert.That(graph.Loops(), Has.Count.EqualTo(1));
        Assert.That(Describe(graph, graph.Loops()[0]), Is.EqualTo(
            "Lower, Middle, Upper: Lower -> Middle (Pantry uses Hall); Middle -> Upper (Hall uses Kitchen); Upper -> Lower (Kitchen uses Pantry)"));
    }

    [Test]
    public void The_picture_in_the_architecture_page_matches_the_code() => GeneratedText.AssertPart(
        Repository.Of("docs", "architecture.md"), "folders", $"```mermaid\n{FolderPicture.Draw(Graph.Value, Pictured)}```\n");

    private static FolderGraph Read(params (string Path, string Text)[] files) => FolderGraph.Read(
        [CSharpCompilation.Create("Sketch", files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: "/" + file.Path)), [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)])],
        "/");

    private static string Describe(FolderGraph graph, IReadOnlyList<string> loop) => $"{string.Join(", ", loop)}: " + string.Join("; ", graph.Arrows
        .Where(arrow => loop.Contains(arrow.Key.From) && loop.Contains(arrow.Key.To))
        .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To} ({string.Join(", ", arrow.Value)})"));
}
