using System.Globalization;
using TechGraph.Core.Paths;

namespace TechGraph.Tests.Core.Paths.Reference;

/// <summary>
/// On random small graphs, the engine finds what brute force finds: paths, certainty, carried technologies, and the reason why there is no
/// path.
/// </summary>
public sealed class ReferenceTests
{
    /// <summary>Number of graphs compared, each with three queries; all 5,000 with <c>TECHGRAPH_FULL=1</c>.</summary>
    private static readonly int Graphs = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 5_000 : 250;

    [Test]
    public void On_random_small_graphs_the_engine_finds_the_same_paths_as_brute_force()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED") ?? "20261123", CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"Seed {seed} (set TECHGRAPH_SEED for another).");
        var (paths, empty) = (0, 0);
        for (var n = 0; n < Graphs; n++)
        {
            var random = new Random(seed + n);
            var world = SmallWorld.Random(random);
            var graph = Fixtures.Graphs.Of(world.ToDossier());
            for (var q = 0; q < 3; q++)
            {
                var query = RandomQuery.Of(random, world);
                var expected = new BruteForce(world, query, lenient: false).Paths();
                var answer = PathEngine.Find(graph, query);
                var found = new SortedDictionary<string, string>(answer.Paths.ToDictionary(Lines, Describe), StringComparer.Ordinal);
                Assert.That(found, Is.EqualTo(expected), () => $"Graph {n}, question {q} of seed {seed}:\n{world.ToDossier()}\n{RandomQuery.Describe(query)}\n{string.Join('\n', expected)}\nfound\n{string.Join('\n', found)}");
                if (expected.Count == 0)
                {
                    var lenientPaths = new BruteForce(world, query, lenient: true).Paths();
                    var reason = lenientPaths.Count > 0 ? NoPathReason.UnknownCoverage : NoPathReason.AbsentInGraph;
                    Assert.That(answer.NoPath, Is.EqualTo(reason), () => $"Graph {n}, question {q} of seed {seed}:\n{world.ToDossier()}\n{RandomQuery.Describe(query)}\n{string.Join('\n', expected)}\nfound\n{string.Join('\n', found)}");
                }

                (paths, empty) = (paths + expected.Count, empty + (expected.Count == 0 ? 1 : 0));
            }
        }

        TestContext.Out.WriteLine($"{Graphs * 3} questions, {paths} paths, {empty} questions without a path.");
        Assert.That(paths, Is.GreaterThan(Graphs), "the graphs have paths to compare");
    }

    private static string Lines(DealPath path) =>
        string.Join('\n', path.Hops.Select(hop => $"{hop.Deal.Id}|{hop.Flow.ToString().ToUpperInvariant()}|{hop.Giver}|{hop.Taker}"));

    private static string Describe(DealPath path) => string.Join(' ', path.Carried
        .Select(item => item.Kind == CarriedKind.Technology ? item.Id : $"unnamed({item.Id})")
        .Order(StringComparer.Ordinal)
        .Prepend(path.IsCertain ? "certain" : "possible"));
}
