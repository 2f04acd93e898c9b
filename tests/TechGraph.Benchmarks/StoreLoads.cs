using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.Neo4jStore;

namespace TechGraph.Benchmarks;

/// <summary>Loads the same new deals into both stores and reads them back, each with two participants, two claims and its history.</summary>
internal static class StoreLoads
{
    private const int DealsPerChangeSet = 15_000;
    private const int DealsPerCompany = 20;
    private const int Seed = 20261124;

    public static async Task RunAsync(int deals)
    {
        var changes = Changes(deals).ToList();
        var folder = Directory.CreateTempSubdirectory("techgraph-load-").FullName;
        try
        {
            var embedded = await MeasureAsync("embedded", deals, changes, () =>
            {
                var store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = folder }), TimeProvider.System);
                return (store, store, store);
            });
            if (Environment.GetEnvironmentVariable("TECHGRAPH_NEO4J_URI") is not { Length: > 0 } uri)
            {
                Console.WriteLine("No Neo4j server is offered (TECHGRAPH_NEO4J_URI), so there is nothing to compare with.");
                return;
            }

            var options = new Neo4jOptions
            {
                Uri = new Uri(uri),
                Password = Environment.GetEnvironmentVariable("TECHGRAPH_NEO4J_PASSWORD") ?? "",
                WriteRetryTimeout = TimeSpan.FromMinutes(10),
                WriteTimeout = TimeSpan.FromMinutes(2),
            };
            var neo4j = await MeasureAsync("neo4j", deals, changes, () =>
            {
                var store = new Neo4jGraph(Options.Create(options), TimeProvider.System);
                return (store, store, store);
            });
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"neo4j : embedded, load {neo4j.Load / embedded.Load:0.0}, start {neo4j.Start / embedded.Start:0.0}"));
            using var store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = folder }), TimeProvider.System);
            await StoreQuestions.RunAsync(store, options, Math.Max(2, deals / DealsPerCompany));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Load, double Start)> MeasureAsync(
        string name, int deals, List<ChangeSet> changes, Func<(IGraphStore Store, IGraphWriter Writer, IDisposable Close)> open)
    {
        var (store, writer, close) = open();
        using (close)
        {
            var sequence = (await store.ReadAsync()).Version.Sequence;
            if (sequence != 0)
            {
                throw new InvalidOperationException($"The {name} store is not empty; a load is measured on an empty one.");
            }

            var began = Stopwatch.GetTimestamp();
            foreach (var change in changes)
            {
                sequence = await writer.ApplyAsync(change, sequence);
            }

            var load = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (again, _, closeAgain) = open();
            using (closeAgain)
            {
                began = Stopwatch.GetTimestamp();
                var view = await again.ReadAsync();
                var start = Stopwatch.GetElapsedTime(began).TotalSeconds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {view.Events.Count} deals, {view.Claims.Count} claims loaded in {load:0.0} s ({deals / load:0} deals/s); view ready in {start:0.0} s"));
                return (load, start);
            }
        }
    }

    private static IEnumerable<ChangeSet> Changes(int deals)
    {
        var dossier = new DossierId("load");
        var source = new SourceId("paper");
        var companies = Math.Max(2, deals / DealsPerCompany);
        var first = new List<StoredRecord>
        {
            StoredRecord.Of(new RecordRef(RecordKind.Dossier, "load"), dossier, new Dossier(dossier, "A load")),
            StoredRecord.Of(RecordRef.To(source), dossier, new Source(source, dossier) { Tier = Tier.Press, Title = "A paper" }),
        };
        first.AddRange(Enumerable.Range(0, companies).Select(n => new EntityId(string.Create(CultureInfo.InvariantCulture, $"c{n:000000}")))
            .Select(id => StoredRecord.Of(RecordRef.To(id), dossier, new Entity(id, "company", $"Company {id}", dossier))));
        yield return Change(first);
        foreach (var chunk in Enumerable.Range(0, deals).Chunk(DealsPerChangeSet))
        {
            yield return Change([.. chunk.SelectMany(n => Deal(n, companies, dossier, source))]);
        }
    }

    /// <summary>A takeover with its own day. A fixed rule decides who buys whom, so that chains branch.</summary>
    private static IEnumerable<StoredRecord> Deal(int n, int companies, DossierId dossier, SourceId source)
    {
        var id = new EventId(string.Create(CultureInfo.InvariantCulture, $"d{n:000000}"));
        var random = new Random(Seed + n);
        var (giver, taker) = (n % companies, random.Next(companies));
        yield return StoredRecord.Of(RecordRef.To(id), dossier, new Event(id, "acquisition", $"Takeover {n}", dossier)
        {
            Participants =
            [
                new Participant("target", RecordRef.To(Company(giver))),
                new Participant("acquirer", RecordRef.To(Company(taker == giver ? (taker + 1) % companies : taker))),
            ],
        });
        var day = PartialDate.Parse(new DateOnly(2000, 1, 1).AddDays(random.Next(9_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Value!;
        for (var c = 1; c <= 2; c++)
        {
            var claim = new ClaimId($"{id}.{c}");
            yield return StoredRecord.Of(RecordRef.To(claim), dossier, new Claim(claim, RecordRef.To(id), source, $"What the paper says of takeover {n}, part {c}.", dossier)
            {
                Dates = c == 1 ? ImmutableSortedDictionary<Milestone, StatedDate>.Empty.Add(Milestone.Closed, new StatedDate(day, null)) : ImmutableSortedDictionary<Milestone, StatedDate>.Empty,
            });
        }
    }

    public static EntityId Company(int n) => new(string.Create(CultureInfo.InvariantCulture, $"c{n:000000}"));

    private static ChangeSet Change(IEnumerable<StoredRecord> records) => new("benchmark", "load", [.. records.OrderBy(r => r.Ref)], []);
}
