using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Docs;

/// <summary>The queries of docs/neo4j.md run on the shipped dossiers and find something.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed partial class Neo4jQueryTests
{
    private static IEnumerable<string> Queries =>
        Query().Matches(File.ReadAllText(Repository.Of("docs", "neo4j.md"))).Select(m => m.Groups[1].Value.Trim());

    [OneTimeSetUp]
    public async Task Load()
    {
        var options = Neo4jServer.Options();
        await Neo4jServer.WipeAsync(options);
        using var store = new Neo4jGraph(Options.Create(options), TimeProvider.System);
        await new Loader(store, store, Terms.Shipped).LoadAsync([Repository.Of("ingest", "dossiers")], "test");

        // A full-text index is updated some time after the write; this call waits for it.
        await Neo4jServer.RunAsync(options, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()");
    }

    [Test]
    public void The_page_has_ten_queries() => Assert.That(Queries.Count(), Is.EqualTo(10));

    [TestCaseSource(nameof(Queries))]
    public async Task Each_query_finds_something(string query) => Assert.That(await Neo4jServer.RunAsync(Neo4jServer.Options(), query), Is.Not.Empty);

    [GeneratedRegex("```cypher\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Query();
}
