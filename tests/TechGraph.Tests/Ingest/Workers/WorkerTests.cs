using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest.Workers;

public sealed class WorkerTests
{
    private static readonly int Many = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1_000 : 50;

    private Bench _bench = null!;

    [SetUp]
    public void Start() => _bench = new Bench();

    [TearDown]
    public void Stop() => _bench.Dispose();

    [Test]
    public async Task One_poisonous_dossier_among_many_is_refused_alone_and_stored_once_it_is_mended()
    {
        var poison = Many / 2;
        var items = Enumerable.Range(0, Many).Select(i => _bench.Receive($"{i}.yaml", i == poison ? "dossier: d\nentities: [" : Bench.Company($"c{i}"))).ToList();
        await _bench.WorkOffAsync();
        var refused = _bench.Find(items[poison]);
        Assert.That((_bench.Ledger.Count(IntakeState.Stored), _bench.Ledger.Count(IntakeState.Refused)), Is.EqualTo((Many - 1, 1)));
        Assert.That((await _bench.Store.ReadAsync()).Dossiers, Has.Count.EqualTo(Many - 1));
        Assert.That(refused.Problems[0], Does.StartWith($"{poison}.yaml(").And.Contain("error YAML001"));
        Assert.That(_bench.Ledger.Content(refused.Id), Is.EqualTo(Bench.Bytes("dossier: d\nentities: [")));

        _bench.Ledger.Replay(refused.Id, Bench.Bytes(Bench.Company("mended")));
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(refused).State, Is.EqualTo(IntakeState.Stored));
        Assert.That((await _bench.Store.ReadAsync()).Find(new EntityId("mended")), Is.Not.Null);
    }

    [Test]
    public async Task A_dossier_that_points_at_a_later_one_waits_for_it()
    {
        _bench.Options.Patience = TimeSpan.FromSeconds(10);
        var early = _bench.Receive("manus.yaml", Manus.Dossier);
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(early).Waits, Does.Contain("DOS003").Or.Contain("DOS014"));
        _bench.Receive("world.yaml", Graphs.World);
        _bench.Time.Advance(_bench.Options.LookEvery);
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(early).State, Is.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task What_nobody_brings_is_refused_with_every_problem_after_the_patience()
    {
        _bench.Options.Patience = TimeSpan.FromSeconds(10);
        var item = _bench.Receive("manus.yaml", Manus.Dossier);
        await _bench.WorkOffAsync();

        // A day on which nobody worked is no patience.
        _bench.Time.Advance(TimeSpan.FromDays(1));
        for (var tries = 1; tries < 10; tries++)
        {
            await _bench.WorkOffAsync();
            Assert.That(_bench.Find(item).IsDone, Is.False);
            _bench.Time.Advance(_bench.Options.LookEvery);
        }

        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(item).Problems, Has.Length.GreaterThan(1).And.All.Contains("manus.yaml("));
    }

    [Test]
    public async Task What_another_worker_stores_after_the_graph_was_read_is_waited_for()
    {
        (_bench.Options.Patience, _bench.Options.BatchItems) = (TimeSpan.FromSeconds(1), 1);
        var deal = _bench.Receive("manus.yaml", Manus.Dossier);
        await _bench.WorkOffAsync();
        _bench.Receive("world.yaml", Graphs.World);
        var other = _bench.Ledger.Take("other")!;
        Assert.That(other.Items.Single().Item.Name, Is.EqualTo("world.yaml"));

        // The patience is over, and the other worker is done between this one's look at the graph and its verdict.
        _bench.Time.Advance(_bench.Options.LookEvery);
        await _bench.Worker(store: new Late(_bench.Store, async () =>
        {
            using var loader = new Loader(_bench.Store, _bench.Store, Terms.Shipped);
            var report = await loader.LoadTextAsync(prune: false, ("world.yaml", Graphs.World));
            _bench.Ledger.Stored(other, other.Items.Select(leased => leased.Item), report.Sequence);
        })).WorkAsync("bench");
        Assert.That((_bench.Find(deal).IsDone, _bench.Find(deal).Rested), Is.EqualTo((false, 2 * _bench.Options.LookEvery)));
        _bench.Time.Advance(_bench.Options.LookEvery);
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(deal).State, Is.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task A_worker_that_lost_its_lease_before_the_write_writes_nothing()
    {
        var item = _bench.Receive("a.yaml", Bench.Company("a"));
        await _bench.Worker(step => { if (step == "parsed") { _bench.Time.Advance(_bench.Options.Lease); } }).WorkAsync("late");
        Assert.That(((await _bench.Store.ReadAsync()).Version.Sequence, _bench.Find(item).State), Is.EqualTo((0L, IntakeState.Parsed)));
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(item).State, Is.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task After_a_crash_between_the_write_and_its_note_nothing_is_doubled()
    {
        var item = _bench.Receive("a.yaml", Bench.Company("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.Worker(step => { if (step == "written") { throw new InvalidOperationException("crash"); } }).WorkAsync("w"));
        _bench.Time.Advance(_bench.Options.Lease);
        await _bench.WorkOffAsync();
        Assert.That((_bench.Find(item).State, (await _bench.Store.ReadAsync()).Version.Sequence), Is.EqualTo((IntakeState.Stored, 1L)));
        Assert.That(await _bench.Store.VerifyAsync(), Is.Empty);
    }

    [Test]
    public async Task While_the_store_is_full_items_rest_and_reads_go_on_and_it_heals()
    {
        _bench.Receive("a.yaml", Bench.Company("a"));
        var full = true;
        var writer = new Failing(_bench.Store, () => full);
        await _bench.Worker(writer: writer).WorkAsync("w");
        Assert.That(_bench.Ledger.List()[0].Waits, Does.StartWith("STORE_FULL: "));
        Assert.That((await _bench.Store.ReadAsync()).Dossiers, Is.Empty);
        full = false;
        Assert.That(await _bench.Worker(writer: writer).WorkAsync("w"), Is.False, "It rests.");
        _bench.Time.Advance(_bench.Options.RetryEvery);
        await _bench.Worker(writer: writer).WorkAsync("w");
        Assert.That((_bench.Ledger.List()[0].State, _bench.Ledger.List()[0].Attempts), Is.EqualTo((IntakeState.Stored, 1)));
    }

    [Test]
    public async Task Edits_of_one_dossier_end_in_the_last_one_that_came()
    {
        foreach (var name in (string[])["First", "Second", "Third"])
        {
            _bench.Receive($"{name}.yaml", Bench.Company("a", name));
        }

        await _bench.WorkOffAsync();
        Assert.That((await _bench.Store.ReadAsync()).Find(new EntityId("a"))!.Name, Is.EqualTo("Third"));
    }

    [TestCase("taken")]
    [TestCase("parsed")]
    [TestCase("resolved")]
    [TestCase("written")]
    [TestCase("stored")]
    public async Task A_worker_that_shall_stop_finishes_what_it_has_begun_and_takes_no_more(string at)
    {
        _bench.Options.BatchItems = 1;
        var items = (IntakeItem[])[_bench.Receive("a.yaml", Bench.Company("a")), _bench.Receive("b.yaml", Bench.Company("b"))];
        using var stop = new CancellationTokenSource();
        await _bench.Worker(step => { if (step == at) { stop.Cancel(); } }).RunAsync(stop.Token);
        Assert.That(items.Select(item => _bench.Find(item).State), Is.EqualTo([IntakeState.Stored, IntakeState.Received]));
    }

    [Test]
    public async Task A_worker_that_cannot_finish_in_time_gives_back_what_it_holds()
    {
        var item = _bench.Receive("a.yaml", Bench.Company("a"));
        var store = new Stuck(_bench.Store);
        using var stop = new CancellationTokenSource();
        var running = _bench.Worker(writer: store).RunAsync(stop.Token);
        await store.Began;
        await stop.CancelAsync();
        Assert.That(running.IsCompleted, Is.False, "It has 20 s.");
        _bench.Time.Advance(TimeSpan.FromSeconds(20));
        await running;
        Assert.That((await _bench.Store.ReadAsync()).Dossiers, Is.Empty);
        Assert.That(_bench.Ledger.Take("next")!.Items.Single().Item.Id, Is.EqualTo(item.Id), "Its lease is released at once.");
    }

    [Test]
    public async Task While_the_store_keeps_failing_nobody_asks_it_and_items_wait_untouched()
    {
        _bench.Options.BatchItems = 1;
        for (var i = 0; i < 10; i++)
        {
            _bench.Receive($"{i}.yaml", Bench.Company($"c{i}"));
        }

        var (away, tried) = (true, 0);
        var tries = new StoreTries(_bench.Time);
        var worker = _bench.Worker(writer: new Failing(_bench.Store, () => { tried++; return away; }), tries: tries);
        while (!tries.IsResting)
        {
            Assert.That(await worker.WorkAsync("w"), Is.True);
        }

        Assert.That((tried, _bench.Ledger.List().Count(item => item.Attempts > 0)), Is.EqualTo((2, 2)));
        away = false;
        _bench.Time.Advance(_bench.Options.RetryEvery);
        Assert.That(tries.IsResting, Is.False);
        while (await worker.WorkAsync("w"))
        {
        }

        Assert.That(_bench.Ledger.Count(IntakeState.Stored), Is.EqualTo(10));
    }

    [Test]
    public async Task What_passes_by_itself_is_tried_again_at_once()
    {
        _bench.Options.Lease = TimeSpan.FromHours(1);
        var item = _bench.Receive("a.yaml", Bench.Company("a"));
        var times = 0;
        var writer = new Failing(_bench.Store, () => ++times < 3, "STORE_LOCKED");
        var working = _bench.Worker(writer: writer).WorkAsync("w");
        while (!working.IsCompleted)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await working;
        Assert.That((_bench.Find(item).State, _bench.Find(item).Attempts, times), Is.EqualTo((IntakeState.Stored, 0, 3)));
    }

    /// <summary>A store that answers no more, until whoever asked gives up.</summary>
    private sealed class Stuck(IGraphWriter inner) : IGraphWriter
    {
        private readonly TaskCompletionSource _began = new();

        public Task Began => _began.Task;

        public async Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
        {
            _began.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        }

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }

    private sealed class Failing(IGraphWriter inner, Func<bool> fails, string code = "STORE_FULL") : IGraphWriter
    {
        public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default) =>
            fails() ? throw new StoreException(code, "The store does not take it.") : inner.ApplyAsync(changes, expected, cancellation);

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }

    /// <summary>A store in which somebody writes right after its records were read.</summary>
    private sealed class Late(SqliteGraph inner, Func<Task> afterRead) : IGraphStore
    {
        public DateTimeOffset? AwaySince => inner.AwaySince;

        public ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default) => inner.ReadAsync(atLeast, cancellation);

        public ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default) => inner.HeadAsync(cancellation);

        public ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) => inner.SequenceAtAsync(moment, cancellation);

        public async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default)
        {
            var records = await inner.RecordsAsync(cancellation);
            await afterRead();
            return records;
        }

        public IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, CancellationToken cancellation = default) => inner.HistoryAsync(after, cancellation);

        public Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellation = default) => inner.VerifyAsync(cancellation);
    }
}
