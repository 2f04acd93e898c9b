using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.Neo4jStore;

namespace TechGraph.Benchmarks;

/// <summary>
/// Asks the embedded store, Neo4j in both views, and Neo4j in hand-written Cypher the same questions. Answers are compared before times
/// count.
/// </summary>
internal static class StoreQuestions
{
    private const int Rounds = 30;
    private const int WarmUp = 5;

    private const string LookUpByHand = "MATCH (n:Entity {id: $from}) RETURN n.id";
    private const string OneHopByHand = "MATCH (:Entity {id: $from})<-[:TARGET|ACQUIRER]-(d:Deal) RETURN DISTINCT d.id ORDER BY d.id";

    // Fixed lengths: a quantified pattern tests the order of dates only after it has expanded, which is slower.
    private const string PathsByHand = """
        MATCH (a:Entity {id: $from})<-[:TARGET]-(d1:Deal)-[:ACQUIRER]->(b:Entity {id: $to}) RETURN d1.id AS path
        UNION MATCH (a:Entity {id: $from})<-[:TARGET]-(d1:Deal)-[:ACQUIRER]->(m)<-[:TARGET]-(d2:Deal)-[:ACQUIRER]->(b:Entity {id: $to})
        WHERE m <> a AND m <> b AND d1 <> d2 AND d1.earliest <= d2.latest RETURN d1.id + ' ' + d2.id AS path
        UNION MATCH (a:Entity {id: $from})<-[:TARGET]-(d1:Deal)-[:ACQUIRER]->(m)<-[:TARGET]-(d2:Deal)-[:ACQUIRER]->(n)<-[:TARGET]-(d3:Deal)-[:ACQUIRER]->(b:Entity {id: $to})
        WHERE m <> a AND m <> b AND n <> a AND n <> b AND m <> n AND d1.earliest <= d2.latest AND d2.earliest <= d3.latest RETURN d1.id + ' ' + d2.id + ' ' + d3.id AS path
        """;

    public static async Task RunAsync(SqliteGraph embedded, Neo4jOptions options, int companies)
    {
        using var memory = new Neo4jGraph(Options.Create(options), TimeProvider.System);
        using var database = new Neo4jGraph(Options.Create(WithDatabaseView(options)), TimeProvider.System);
        using var cypher = new QueryApi(options, TimeProvider.System);
        await CompareAsync("look-up", embedded, memory, database, cypher, companies, LookUpByHand, (view, from, _) => [view.Find(from)!.Id.Value]);
        await CompareAsync("one hop", embedded, memory, database, cypher, companies, OneHopByHand, (view, from, _) =>
            [.. view.ParticipationsOf(RecordRef.To(from)).Select(part => part.Event.Id.Value).Distinct().Order(StringComparer.Ordinal)]);
        await CompareAsync("paths, 3 hops", embedded, memory, database, cypher, companies, PathsByHand, (view, from, to) =>
            [.. PathEngine.Find(view, new DealPathQuery(Only(from), Only(to)) { MaxHops = 3 }).Paths.Select(path => string.Join(' ', path.Hops.Select(hop => hop.Deal.Id))).Order(StringComparer.Ordinal)]);
    }

    private static async Task CompareAsync(
        string name, IGraphStore embedded, IGraphStore memory, IGraphStore database, QueryApi cypher, int companies, string byHand, Func<IGraphView, EntityId, EntityId, string[]> ask)
    {
        var random = new Random(7);
        var times = new Dictionary<string, List<double>> { ["embedded"] = [], ["memory view"] = [], ["database view"] = [], ["by hand"] = [] };
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var (from, to) = (StoreLoads.Company(random.Next(companies)), StoreLoads.Company(random.Next(companies)));
            var expected = await TimeAsync("embedded", () => AskAsync(embedded));
            foreach (var (way, answer) in new[]
            {
                ("memory view", await TimeAsync("memory view", () => AskAsync(memory))),
                ("database view", await TimeAsync("database view", () => AskAsync(database))),
                ("by hand", await TimeAsync("by hand", ByHandAsync)),
            })
            {
                if (!answer.SequenceEqual(expected))
                {
                    throw new InvalidOperationException($"{name} from {from} to {to}: {way} gives {answer.Length} answers, the embedded store {expected.Length}.");
                }
            }

            async Task<string[]> AskAsync(IGraphStore store) => await (await store.ReadAsync()).AskAsync(view => ask(view, from, to));

            async Task<string[]> ByHandAsync()
            {
                var rows = await cypher.RunAsync(new CypherStatement(byHand)
                {
                    Parameters = new Dictionary<string, object?> { ["from"] = from.Value, ["to"] = to.Value },
                    Timeout = TimeSpan.FromMinutes(1),
                });
                return [.. rows.Select(row => row.Get<string>(0)).Order(StringComparer.Ordinal)];
            }

            async Task<string[]> TimeAsync(string way, Func<Task<string[]>> run)
            {
                var began = Stopwatch.GetTimestamp();
                var answer = await run();
                if (round >= 0)
                {
                    times[way].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                return answer;
            }
        }

        var medians = times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(Rounds / 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: ")
            + string.Join(", ", medians.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.00} ms")))
            + string.Create(CultureInfo.InvariantCulture, $"; database view : by hand {medians["database view"] / medians["by hand"]:0.0}, by hand : embedded {medians["by hand"] / medians["embedded"]:0.0}"));
    }

    private static EndpointSelector Only(EntityId id) => new() { Ids = [id] };

    private static Neo4jOptions WithDatabaseView(Neo4jOptions options) => new()
    {
        Uri = options.Uri,
        User = options.User,
        Password = options.Password,
        View = Neo4jView.Database,
        ReadTimeout = TimeSpan.FromMinutes(1),
    };
}
