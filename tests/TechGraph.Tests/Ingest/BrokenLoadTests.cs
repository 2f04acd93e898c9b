using Microsoft.Extensions.Options;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Loads of several change sets that end between two of them.</summary>
public sealed class BrokenLoadTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    /// <summary>Whatever was durable can be read, and loading again makes of it what a load makes that nobody disturbs.</summary>
    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(4, false)]
    public async Task A_load_that_died_is_made_whole_by_the_next(int seed, bool sameProcess)
    {
        using var store = Store("broken");
        using var whole = Store("whole");
        var writer = new Breaking(store);
        using var kept = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 3 };
        await kept.LoadTextAsync(prune: false, ("world", Graphs.World));
        using var undisturbed = new Loader(whole, whole, Terms.Shipped);
        await undisturbed.LoadTextAsync(prune: false, ("world", Graphs.World));
        var random = new Random(seed);
        var broken = 0;
        for (var step = 0; step < 80; step++)
        {
            if (random.Next(4) == 0)
            {
                await RandomDossiers.JudgeAsync(random, store, whole);
                continue;
            }

            // Pruned, entities go that were judged, and they come again: then records stand elsewhere that are not loaded.
            var prune = random.Next(4) == 0;
            (string Name, string Text)[] dossiers =
            [
                .. prune ? [("world", Graphs.World)] : Array.Empty<(string, string)>(),
                .. RandomDossiers.Names.Where(_ => random.Next(3) > 0).Select(name => (name, RandomDossiers.Text(random, name))),
            ];
            writer.Breaks = (random.Next(4), () => throw new IOException("The disk is gone."));
            try
            {
                await kept.LoadTextAsync(prune, dossiers);
            }
            catch (IOException)
            {
                broken++;
                var view = await store.ReadAsync();
                Assert.That(view.Entities.SelectMany(entity => entity.FormerIds), Is.Unique, $"Seed {seed}, step {step}");
            }

            writer.Breaks = null;
            using var anew = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 3 };
            var again = await (sameProcess ? kept : anew).LoadTextAsync(prune, dossiers);
            Assert.That(again.Problems, Is.EqualTo((await undisturbed.LoadTextAsync(prune, dossiers)).Problems), $"Seed {seed}, step {step}");
            Assert.That(ContentHash.Of(await store.RecordsAsync()), Is.EqualTo(ContentHash.Of(await whole.RecordsAsync())), $"Seed {seed}, step {step}");
        }

        Assert.That(broken, Is.GreaterThan(15));
        Assert.That(await store.VerifyAsync(), Is.Empty);
    }

    [Test]
    public async Task What_was_written_before_a_conflict_is_reported_too()
    {
        using var store = Store("one");
        using var undisturbed = new Loader(store, store, Terms.Shipped);
        var expected = await undisturbed.LoadTextAsync(prune: false, ("world", Graphs.World));
        using var other = Store("other");
        using var somebody = new Loader(other, other, Terms.Shipped);
        var writer = new Breaking(other) { Breaks = (2, () => throw new StoreException("STORE_CONFLICT", "Somebody wrote.")) };
        using var loader = new Loader(other, writer, Terms.Shipped) { RecordsPerChangeSet = 2 };
        var report = await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
        var sets = (int)Math.Ceiling(expected.Added / 2.0);
        Assert.That(Told(report), Is.EqualTo((expected.Added, 0, 0, 0, (long)sets, sets)));
    }

    [Test]
    public async Task Problems_that_somebody_makes_between_two_change_sets_are_told_with_what_is_durable()
    {
        using var store = Store("one");
        using var somebody = new Loader(store, store, Terms.Shipped);
        await somebody.LoadTextAsync(prune: false, ("world", Graphs.World));
        var writer = new Breaking(store);
        using var loader = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 1 };
        writer.Breaks = (1, () =>
        {
            // Another defines what the rest of the load defines too.
            writer.Breaks = null;
            somebody.LoadTextAsync(prune: false, ("b", RandomDossiers.Company("a", "Old").Replace("dossier: a", "dossier: b", StringComparison.Ordinal))).GetAwaiter().GetResult();
        }
        );
        var report = await loader.LoadTextAsync(prune: false, ("a", RandomDossiers.Company("a", "New")));
        Assert.That(report.Problems, Is.Not.Empty);
        Assert.That(report.ChangeSets, Is.EqualTo(1));
        Assert.That(report.Added, Is.EqualTo(1));
    }

    private static (int Added, int Changed, int Removed, int Unchanged, long Sequence, int ChangeSets) Told(LoadReport report) =>
        (report.Added, report.Changed, report.Removed, report.Unchanged, report.Sequence, report.ChangeSets);

    private SqliteGraph Store(string name) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, name) }), TimeProvider.System);

    /// <summary>Does something before a change set.</summary>
    private sealed class Breaking(IGraphWriter inner) : IGraphWriter
    {
        private int _left;
        private Action? _break;

        /// <summary>Before which change set, counted from 0 now, and what; null: nothing. It is done once.</summary>
        public (int At, Action Do)? Breaks
        {
            set => (_left, _break) = value is { } given ? (given.At, given.Do) : (0, null);
        }

        public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
        {
            if (_break is { } act && _left-- == 0)
            {
                _break = null;
                act();
            }

            return inner.ApplyAsync(changes, expected, cancellation);
        }

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }
}
