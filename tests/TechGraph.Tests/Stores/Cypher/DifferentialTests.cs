using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Paths;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Core.Paths.Reference;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>The same records and query give the same result in memory and in Neo4j, and it is the result of brute force.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class DifferentialTests
{
    private const int QueriesPerGraph = 3;

    /// <summary>Number of graphs compared; at least 2,000 queries with <c>TECHGRAPH_FULL=1</c>.</summary>
    private static readonly int Graphs = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 667 : 34;

    [Test]
    public async Task Random_queries_give_the_same_results_in_memory_and_in_both_Neo4j_views()
    {
        const int Seed = 20261124;
        TestContext.Out.WriteLine($"Seed {Seed}.");
        var options = Neo4jServer.Options();
        await Neo4jServer.WipeAsync(options);
        using var store = new Neo4jGraph(Options.Create(options), TimeProvider.System);
        using var databaseStore = new Neo4jGraph(Options.Create(Neo4jServer.Options(Neo4jView.Database)), TimeProvider.System);
        var (sequence, questions) = (0L, 0);
        var before = new List<StoredRecord>();
        for (var n = 0; n < Graphs; n++)
        {
            var random = new Random(Seed + n);
            var world = SmallWorld.Random(random);
            var records = Fixtures.Graphs.Records([Fixtures.Graphs.World, world.ToDossier()]);

            // Each graph replaces the one before, so that edits and removals are compared too.
            var kept = records.Select(r => r.Ref).ToHashSet();
            sequence = await store.ApplyAsync(
                new ChangeSet("test", $"graph {n}", [.. records.Except(before)], [.. before.Select(r => r.Ref).Where(r => !kept.Contains(r))]), sequence);
            before = [.. records];
            var (memory, neo4j) = (Fixtures.Graphs.Of(world.ToDossier()), await store.ReadAsync(sequence));
            Assert.That(neo4j.Version.ContentHash, Is.EqualTo(memory.Version.ContentHash), $"graph {n}");
            for (var q = 0; q < QueriesPerGraph; q++, questions++)
            {
                var query = RandomQuery.Of(random, world);
                var answer = Describe(PathEngine.Find(neo4j, query));
                Assert.That(answer, Is.EqualTo(Describe(PathEngine.Find(memory, query))), $"graph {n}, question {q}");
                var databaseView = await databaseStore.ReadAsync(sequence);
                Assert.That(await databaseView.AskAsync(view => Describe(PathEngine.Find(view, query))), Is.EqualTo(answer), $"graph {n}, question {q}, from the database");
                Assert.That(answer.Count - 1, Is.EqualTo(new BruteForce(world, query, lenient: false).Paths().Count), $"graph {n}, question {q}");
            }
        }

        using var fresh = new Neo4jGraph(Options.Create(options), TimeProvider.System);
        Assert.That((await fresh.ReadAsync()).Version, Is.EqualTo((await store.ReadAsync()).Version), "a fresh read gives the same as following the history");
        Assert.That((await fresh.VerifyAsync()).Faults, Is.Empty);
        TestContext.Out.WriteLine($"{questions} questions.");
    }

    private static List<string> Describe(DealPathResult answer) =>
    [
        $"{answer.NoPath} {answer.Truncation} {answer.FromCount} {answer.ToCount} {string.Join(',', answer.SkippedHubs)}",
        .. answer.Paths.Select(path => $"{path.Id} {path.IsCertain} {path.EarliestEnd} {path.LatestEnd} {string.Join(',', path.Carried.Select(c => $"{c.Kind} {c.Id} {c.IsCertain}"))} {string.Join(';', path.Doubts.Select(d => d.Text))}"),
    ];
}
