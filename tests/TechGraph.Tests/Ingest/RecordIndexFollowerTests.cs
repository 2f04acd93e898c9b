using System.Globalization;
using Microsoft.Extensions.Options;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Index;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.History;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>A loader that keeps its record index reports and writes the same as a loader that reads everything again.</summary>
public sealed class RecordIndexFollowerTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task A_loader_that_keeps_its_index_writes_the_same_records_as_a_new_loader(int seed)
    {
        using var kept = Store("kept");
        using var fresh = Store("fresh");
        using var loader = new Loader(kept, kept, Terms.Shipped);
        var random = new Random(seed);
        await Both(RandomDossiers.Read([("world", Graphs.World)]), prune: false);
        var (wrote, recorded) = (0, new Dictionary<long, string>());
        for (var step = 0; step < 80; step++)
        {
            if (random.Next(4) == 0)
            {
                await RandomDossiers.JudgeAsync(random, kept, fresh);
            }
            else
            {
                var some = RandomDossiers.Names.Where(_ => random.Next(2) == 0).ToList();
                var prune = random.Next(8) == 0;
                wrote += await Both(RandomDossiers.Read([.. some.Select(name => (name, RandomDossiers.Text(random, name))), .. prune ? [("world", Graphs.World)] : Array.Empty<(string, string)>()]), prune) ? 1 : 0;
            }

            var hash = await Hash(kept);
            Assert.That(hash, Is.EqualTo(await Hash(fresh)), $"Seed {seed}, step {step}");
            recorded[(await kept.HeadAsync()).Sequence] = hash;
        }

        Assert.That(wrote, Is.GreaterThan(15), "Most loads have no problem and change something.");
        Assert.That((await kept.VerifyAsync()).Faults, Is.Empty);
        foreach (var (version, hash) in recorded)
        {
            Assert.That((await RecordedGraph.ReadAsync(kept, version, Terms.Shipped)).Version.ContentHash, Is.EqualTo(hash), $"Seed {seed}, as recorded at version {version}");
        }

        async Task<bool> Both((IReadOnlyList<DossierFile> Files, Problems Problems) read, bool prune)
        {
            var one = await loader.LoadAsync(read.Files, read.Problems, "test", prune, progress: null, CancellationToken.None);
            using var newLoader = new Loader(fresh, fresh, Terms.Shipped);
            var other = await newLoader.LoadAsync(read.Files, read.Problems, "test", prune, progress: null, CancellationToken.None);
            Assert.That(Describe(one), Is.EqualTo(Describe(other)), $"Seed {seed}");
            return one.Wrote;
        }
    }

    [Test]
    public async Task Small_loads_read_the_stored_records_only_once()
    {
        using var inner = Store("kept");
        var store = new InstrumentedStore(inner);
        using var loader = new Loader(store, inner, Terms.Shipped);
        await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
        foreach (var name in RandomDossiers.Names)
        {
            await loader.LoadTextAsync(prune: false, (name, RandomDossiers.Company(name, "Some")));
        }

        Assert.That((store.RecordReads, (await inner.ReadAsync()).Dossiers.Count), Is.EqualTo((1, 5)));
    }

    [Test]
    public async Task The_index_is_rebuilt_if_the_store_has_another_history()
    {
        using var one = Store("one");
        using var two = Store("two");
        foreach (var (store, name) in ((SqliteGraph, string)[])[(one, "a"), (two, "b")])
        {
            using var loader = new Loader(store, store, Terms.Shipped);
            await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
            await loader.LoadTextAsync(prune: false, (name, RandomDossiers.Company(name, "Some")));
        }

        // As after a restore: the same number of changes, with other content.
        var watched = new InstrumentedStore(one);
        var follower = new RecordIndexFollower(watched);
        await follower.ReadAsync(CancellationToken.None);
        watched.Inner = two;
        var (index, _) = await follower.ReadAsync(CancellationToken.None);
        Assert.That(index.Dossiers.Select(id => id.Value).Order(), Is.EqualTo(["b", "world"]));
        Assert.That(watched.RecordReads, Is.EqualTo(2));
    }

    private static string Describe(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Added} {report.Changed} {report.Removed} {report.Unchanged} {report.Sequence} {string.Join(',', report.Missing)}\n{string.Join('\n', report.Problems)}");

    private static async Task<string> Hash(SqliteGraph store) => ContentHash.Of(await store.RecordsAsync());

    private SqliteGraph Store(string name) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, name) }), TimeProvider.System);
}
