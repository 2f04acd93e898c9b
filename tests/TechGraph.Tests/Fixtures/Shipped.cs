using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Linking;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.View;

namespace TechGraph.Tests.Fixtures;

/// <summary>The graph of the dossiers that the product ships.</summary>
internal static class Shipped
{
    private static readonly Lazy<(IGraphView Graph, int Records)> LazyGraph = new(Read);

    public static IGraphView Graph => LazyGraph.Value.Graph;

    /// <summary>Number of records of the shipped dossiers, including extensions and dossier records.</summary>
    public static int Records => LazyGraph.Value.Records;

    private static (IGraphView Graph, int Records) Read()
    {
        var problems = new Problems();
        var files = DossierFiles.Read(DossierFiles.Find([Repository.Of("ingest", "dossiers")], problems), Terms.Shipped, problems);
        var records = DossierLinker.Link(files, [], Terms.Shipped, problems);
        return problems.Count == 0
            ? (MemoryGraph.Build(Terms.Shipped, 1, records), records.Count)
            : throw new InvalidOperationException(string.Join('\n', problems));
    }
}
