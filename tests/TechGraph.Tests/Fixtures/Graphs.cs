using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Linking;
using TechGraph.Stores.View;

namespace TechGraph.Tests.Fixtures;

/// <summary>Graphs written as dossiers, so that a test shows its complete input.</summary>
internal static class Graphs
{
    /// <summary>China, the United States and Singapore; a newspaper of January 2026 (<c>paper</c>) and an older agency (<c>wire</c>, May 2025).</summary>
    public const string World = """
        dossier: world
        title: Places and sources
        sources:
          paper: {title: A newspaper, publisher: The Paper, published: 2026-01-15, tier: press}
          wire: {title: A wire story, publisher: The Wire, published: 2025-05-20, tier: agency}
        entities:
          cn: {kind: country, name: China, code: CN}
          us: {kind: country, name: United States, code: US}
          sg: {kind: country, name: Singapore, code: SG}
        """;

    /// <summary>The graph of <see cref="World"/> and further dossiers.</summary>
    public static IGraphView Of(params string[] dossiers) => MemoryGraph.Build(Terms.Shipped, 1, Records([World, .. dossiers]));

    /// <summary>The records of dossiers, which must have no problems.</summary>
    public static IReadOnlyList<StoredRecord> Records(IEnumerable<string> dossiers)
    {
        var problems = new Problems();
        var records = Link(dossiers, problems);
        return problems.Count == 0 ? records : throw new InvalidOperationException(string.Join('\n', problems));
    }

    /// <summary>The problems of dossiers, as <c>check</c> prints them; the first dossier is <c>0.yaml</c>.</summary>
    public static IReadOnlyList<string> Problems(params string[] dossiers)
    {
        var problems = new Problems();
        Link(dossiers, problems);
        return [.. problems.Select(problem => problem.ToString())];
    }

    private static IReadOnlyList<StoredRecord> Link(IEnumerable<string> dossiers, Problems problems)
    {
        var files = dossiers
            .Select((text, index) => DossierParser.Parse(Encoding.UTF8.GetBytes(text), $"{index}.yaml", Terms.Shipped, problems))
            .OfType<DossierFile>()
            .ToList();
        return DossierLinker.Link(files, [], Terms.Shipped, problems);
    }
}
