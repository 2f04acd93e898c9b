using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Parsing;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.History;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>A loader that keeps what it has read says and writes what one says and writes that reads everything anew.</summary>
public sealed class KeptBookTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task Loads_edits_withdrawals_and_judgements_in_any_order(int seed)
    {
        using var kept = Store("kept");
        using var fresh = Store("fresh");
        using var loader = new Loader(kept, kept, Terms.Shipped);
        var random = new Random(seed);
        await Both(Read([("world", Graphs.World)]), prune: false);
        var (wrote, recorded) = (0, new Dictionary<long, string>());
        for (var step = 0; step < 80; step++)
        {
            if (random.Next(4) == 0)
            {
                await Judge(random, kept, fresh);
            }
            else
            {
                var some = Names.Where(_ => random.Next(2) == 0).ToList();
                var prune = random.Next(8) == 0;
                wrote += await Both(Read([.. some.Select(name => (name, Text(random, name))), .. prune ? [("world", Graphs.World)] : Array.Empty<(string, string)>()]), prune) ? 1 : 0;
            }

            var hash = await Hash(kept);
            Assert.That(hash, Is.EqualTo(await Hash(fresh)), $"Seed {seed}, step {step}");
            recorded[(await kept.HeadAsync()).Sequence] = hash;
        }

        Assert.That(wrote, Is.GreaterThan(15), "Most loads have no problem and change something.");
        Assert.That(await kept.VerifyAsync(), Is.Empty);
        foreach (var (version, hash) in recorded)
        {
            Assert.That((await RecordedGraph.ReadAsync(kept, version, Terms.Shipped)).Version.ContentHash, Is.EqualTo(hash), $"Seed {seed}, as recorded at version {version}");
        }

        async Task<bool> Both((IReadOnlyList<DossierFile> Files, Problems Problems) read, bool prune)
        {
            var one = await loader.LoadAsync(read.Files, read.Problems, "test", prune, progress: null, CancellationToken.None);
            using var anew = new Loader(fresh, fresh, Terms.Shipped);
            var other = await anew.LoadAsync(read.Files, read.Problems, "test", prune, progress: null, CancellationToken.None);
            Assert.That(Told(one), Is.EqualTo(Told(other)), $"Seed {seed}");
            return one.Wrote;
        }
    }

    [Test]
    public async Task Small_loads_read_the_records_once()
    {
        using var inner = Store("kept");
        var store = new Watched(inner);
        using var loader = new Loader(store, inner, Terms.Shipped);
        await Load(loader, ("world", Graphs.World));
        foreach (var name in Names)
        {
            await Load(loader, (name, Company(name, "Some")));
        }

        Assert.That((store.RecordReads, (await inner.ReadAsync()).Dossiers.Count), Is.EqualTo((1, 5)));
    }

    [Test]
    public async Task A_store_with_another_history_is_read_anew()
    {
        using var one = Store("one");
        using var two = Store("two");
        foreach (var (store, name) in ((SqliteGraph, string)[])[(one, "a"), (two, "b")])
        {
            using var loader = new Loader(store, store, Terms.Shipped);
            await Load(loader, ("world", Graphs.World));
            await Load(loader, (name, Company(name, "Some")));
        }

        // As after a restore: as many changes as before, and others.
        var watched = new Watched(one);
        var keeper = new BookKeeper(watched);
        await keeper.ReadAsync(CancellationToken.None);
        watched.Inner = two;
        var (book, _) = await keeper.ReadAsync(CancellationToken.None);
        Assert.That(book.Dossiers.Select(id => id.Value).Order(), Is.EqualTo(["b", "world"]));
        Assert.That(watched.RecordReads, Is.EqualTo(2));
    }

    private static Task<LoadReport> Load(Loader loader, (string Name, string Text) dossier)
    {
        var (files, problems) = Read([dossier]);
        return loader.LoadAsync(files, problems, "test", prune: false, progress: null, CancellationToken.None);
    }

    private static (IReadOnlyList<DossierFile> Files, Problems Problems) Read(IEnumerable<(string Name, string Text)> dossiers)
    {
        var problems = new Problems();
        var files = dossiers.Select(dossier => DossierParser.Parse(Encoding.UTF8.GetBytes(dossier.Text), dossier.Name, Terms.Shipped, problems)).OfType<DossierFile>().ToList();
        return (files, problems);
    }

    private static string Company(string name, string call) => $$"""
        dossier: {{name}}
        title: {{name}}
        entities:
          {{name}}: {kind: company, name: {{call}} {{name}}, country: {code: CN, source: paper} }

        """;

    /// <summary>A company that may deal with another dossier's company, and may speak of another dossier's deal.</summary>
    private static string Text(Random random, string name)
    {
        var other = Names[random.Next(Names.Length)];
        var text = new StringBuilder(Company(name, random.Next(2) == 0 ? "Old" : "New"));
        if (random.Next(2) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                events:
                  {{name}}-deal:
                    kind: licence
                    title: A deal
                    participants:
                      - {role: licensor, entity: {{name}} }
                      - {role: licensee, entity: {{(other == name ? "us-firm" : other)}} }
                    claims: [{id: {{name}}.1, source: paper, says: {{random.Next(3)}}, signed: 2025-03}]

                """);
            if (other == name)
            {
                text.Replace("entities:\n", "entities:\n  us-firm: {kind: company, name: A firm}\n");
            }
        }

        if (random.Next(5) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"extend:\n  events:\n    {other}-deal: {{claims: [{{id: {name}.x, source: paper, says: x, announced: 2025-02}}]}}\n");
        }

        return text.ToString();
    }

    private static async Task Judge(Random random, params SqliteGraph[] stores)
    {
        var (one, other) = (new EntityId(Names[random.Next(Names.Length)]), new EntityId(Names[random.Next(Names.Length)]));
        var act = random.Next(5);
        var problems = new List<string?>();
        foreach (var store in stores)
        {
            var curator = new Curator(store, store, Terms.Shipped, TimeProvider.System);
            var report = await (act switch
            {
                0 => curator.UnjudgeAsync(one, other, "test"),
                1 => curator.WithdrawAsync(RecordRef.To(one), "x", "test"),
                2 => curator.ReinstateAsync(RecordRef.To(one), "test"),
                _ => curator.JudgeAsync(one, other, Verdict.Same, "test", null),
            });
            problems.Add(report.Problem?.ToString());
        }

        Assert.That(problems.Distinct().Count(), Is.EqualTo(1));
    }

    private static string Told(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Added} {report.Changed} {report.Removed} {report.Unchanged} {report.Sequence} {string.Join(',', report.Gone)}\n{string.Join('\n', report.Problems)}");

    private static async Task<string> Hash(SqliteGraph store) => ContentHash.Of(await store.RecordsAsync());

    private SqliteGraph Store(string name) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, name) }), TimeProvider.System);

    private sealed class Watched(SqliteGraph inner) : IGraphStore
    {
        public SqliteGraph Inner { get; set; } = inner;

        public int RecordReads { get; private set; }

        public DateTimeOffset? AwaySince => null;

        public ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default) => Inner.ReadAsync(atLeast, cancellation);

        public ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default) => Inner.HeadAsync(cancellation);

        public ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) => Inner.SequenceAtAsync(moment, cancellation);

        public ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default)
        {
            RecordReads++;
            return Inner.RecordsAsync(cancellation);
        }

        public IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, CancellationToken cancellation = default) => Inner.HistoryAsync(after, cancellation);

        public Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellation = default) => Inner.VerifyAsync(cancellation);
    }
}
