using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>Loads of several change sets that are interrupted between two of them.</summary>
public sealed class InterruptedLoadTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-test-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    /// <summary>What was written can be read, and loading again gives the same graph as a load that was not interrupted.</summary>
    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(4, false)]
    public async Task The_next_load_completes_an_interrupted_load(int seed, bool sameProcess)
    {
        using var store = Store("broken");
        using var reference = Store("whole");
        var writer = new InterruptingWriter(store);
        using var loader = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 3 };
        await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
        using var uninterrupted = new Loader(reference, reference, Terms.Shipped);
        await uninterrupted.LoadTextAsync(prune: false, ("world", Graphs.World));
        var random = new Random(seed);
        var interruptions = 0;
        for (var step = 0; step < 80; step++)
        {
            if (random.Next(4) == 0)
            {
                await RandomDossiers.JudgeAsync(random, store, reference);
                continue;
            }

            // Pruning removes judged entities that later loads add again; then records of dossiers that are not loaded change too.
            var prune = random.Next(4) == 0;
            (string Name, string Text)[] dossiers =
            [
                .. prune ? [("world", Graphs.World)] : Array.Empty<(string, string)>(),
                .. RandomDossiers.Names.Where(_ => random.Next(3) > 0).Select(name => (name, RandomDossiers.Text(random, name))),
            ];
            writer.Interruption = (random.Next(4), () => throw new IOException("The disk is not available."));
            try
            {
                await loader.LoadTextAsync(prune, dossiers);
            }
            catch (IOException)
            {
                interruptions++;
                var view = await store.ReadAsync();
                Assert.That(view.Entities.SelectMany(entity => entity.FormerIds), Is.Unique, $"Seed {seed}, step {step}");
            }

            writer.Interruption = null;
            using var newLoader = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 3 };
            var again = await (sameProcess ? loader : newLoader).LoadTextAsync(prune, dossiers);
            Assert.That(again.Problems, Is.EqualTo((await uninterrupted.LoadTextAsync(prune, dossiers)).Problems), $"Seed {seed}, step {step}");
            Assert.That(ContentHash.Of(await store.RecordsAsync()), Is.EqualTo(ContentHash.Of(await reference.RecordsAsync())), $"Seed {seed}, step {step}");
        }

        Assert.That(interruptions, Is.GreaterThan(15));
        Assert.That((await store.VerifyAsync()).Faults, Is.Empty);
    }

    /// <summary>
    /// A process that read the graph before the interrupted load completes it with its next load, as a process that reads everything again
    /// does.
    /// </summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    public async Task Another_process_completes_an_interrupted_load_or_import(int at)
    {
        using var store = Store("broken");
        using var other = new Loader(store, store, Terms.Shipped);
        await other.LoadTextAsync(prune: false, ("world", Graphs.World), ("a", CompanyWithSource("a", "b")), ("b", CompanyWithSource("b", "a")));
        await new Curator(store, store, Terms.Shipped, TimeProvider.System).JudgeAsync(new EntityId("b"), new EntityId("a"), Verdict.Same, "test", null);
        await other.LoadTextAsync(prune: true, ("world", Graphs.World), ("b", CompanyWithSource("b", "b")));
        await other.LoadTextAsync(prune: false, ("c", RandomDossiers.Company("c", "Some")));

        // The dossier of the entity into which b was merged is loaded again, and this load is interrupted.
        var writer = new InterruptingWriter(store) { Interruption = (at, () => throw new IOException("The disk is not available.")) };
        using (var interrupted = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 1 })
        {
            await InterruptAsync(() => interrupted.LoadTextAsync(prune: false, ("a", CompanyWithSource("a", "a"))));
        }

        await CheckAsync();

        // An import that contains a judgement is interrupted.
        using var reference = Store("whole");
        using var builder = new Loader(reference, reference, Terms.Shipped);
        await builder.LoadTextAsync(prune: false, ("world", Graphs.World), ("d", CompanyWithSource("d", "e")), ("e", CompanyWithSource("e", "d")));
        await new Curator(reference, reference, Terms.Shipped, TimeProvider.System).JudgeAsync(new EntityId("d"), new EntityId("e"), Verdict.Same, "test", null);
        writer.Interruption = (at, () => throw new IOException("The disk is not available."));
        using (var interrupted = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 2 })
        {
            var records = StoredRecord.AsWritten(await reference.RecordsAsync()).ToList();
            await InterruptAsync(() => interrupted.LoadRecordsAsync(records, new Problems(), "test", progress: null, CancellationToken.None));
        }

        await CheckAsync();

        async Task CheckAsync()
        {
            await other.LoadTextAsync(prune: false, ("c", RandomDossiers.Company("c", $"Another {at}")));
            var unchanged = await store.HeadAsync();
            using var newLoader = new Loader(store, store, Terms.Shipped);
            await newLoader.LoadTextAsync(prune: false, ("c", RandomDossiers.Company("c", $"Another {at}")));
            Assert.That(await store.HeadAsync(), Is.EqualTo(unchanged), "A loader that reads everything again changes nothing.");
        }

        static async Task InterruptAsync(Func<Task> load)
        {
            try
            {
                await load();
            }
            catch (IOException)
            {
            }
        }
    }

    /// <summary>A dossier with a company, and a source to which a company contributed.</summary>
    private static string CompanyWithSource(string name, string contributor) => RandomDossiers.Company(name, "Old").Replace("entities:", $$"""
        sources:
          memo-{{name}}: {title: A memo, publisher: P, published: 2025-01-01, tier: press, contributors: [{entity: {{contributor}}, role: author}]}
        entities:
        """, StringComparison.Ordinal);

    [Test]
    public async Task The_report_includes_change_sets_written_before_a_conflict()
    {
        using var store = Store("one");
        using var uninterrupted = new Loader(store, store, Terms.Shipped);
        var expected = await uninterrupted.LoadTextAsync(prune: false, ("world", Graphs.World));
        using var other = Store("other");
        var writer = new InterruptingWriter(other) { Interruption = (2, () => throw new StoreException("STORE_CONFLICT", "Another writer was first.")) };
        using var loader = new Loader(other, writer, Terms.Shipped) { RecordsPerChangeSet = 2 };
        var report = await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
        var sets = (int)Math.Ceiling(expected.Added / 2.0);
        Assert.That(Numbers(report), Is.EqualTo((expected.Added, 0, 0, 0, (long)sets, sets)));
    }

    [Test]
    public async Task The_report_has_problems_that_another_writer_causes_between_change_sets_and_the_records_already_written()
    {
        using var store = Store("one");
        using var otherLoader = new Loader(store, store, Terms.Shipped);
        await otherLoader.LoadTextAsync(prune: false, ("world", Graphs.World));
        var writer = new InterruptingWriter(store);
        using var loader = new Loader(store, writer, Terms.Shipped) { RecordsPerChangeSet = 1 };
        writer.Interruption = (1, () =>
        {
            // Another dossier now defines what the rest of this load defines too.
            writer.Interruption = null;
            otherLoader.LoadTextAsync(prune: false, ("b", RandomDossiers.Company("a", "Old").Replace("dossier: a", "dossier: b", StringComparison.Ordinal))).GetAwaiter().GetResult();
        }
        );
        var report = await loader.LoadTextAsync(prune: false, ("a", RandomDossiers.Company("a", "New")));
        Assert.That(
            report.Problems[0].ToString(),
            Is.EqualTo("a(4,3): error DOS002: entity \"a\" is already defined in dossier b. Define it once, and \"extend\" it in other dossiers."));
        Assert.That(Numbers(report), Is.EqualTo((1, 0, 0, 0, 3L, 1)));
    }

    private static (int Added, int Changed, int Removed, int Unchanged, long Sequence, int ChangeSets) Numbers(LoadReport report) =>
        (report.Added, report.Changed, report.Removed, report.Unchanged, report.Sequence, report.ChangeSets);

    private SqliteGraph Store(string name) => new(Options.Create(new EmbeddedOptions { Data = Path.Combine(_folder, name) }), TimeProvider.System);

    /// <summary>Runs an action before one change set.</summary>
    private sealed class InterruptingWriter(IGraphWriter inner) : IGraphWriter
    {
        private int _remaining;
        private Action? _action;

        /// <summary>The change set before which the action runs, counted from 0 from now on, and the action; null: none. It runs once.</summary>
        public (int At, Action Do)? Interruption
        {
            set => (_remaining, _action) = value is { } given ? (given.At, given.Do) : (0, null);
        }

        public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
        {
            if (_action is { } act && _remaining-- == 0)
            {
                _action = null;
                act();
            }

            return inner.ApplyAsync(changes, expected, cancellation);
        }

        public ValueTask CheckWritableAsync(CancellationToken cancellation = default) => inner.CheckWritableAsync(cancellation);

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }
}
