using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Loading;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest.Workers;

public sealed class WorkerTests
{
    private static readonly int DossierCount = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 1_000 : 50;

    private const string Deal = """
        dossier: deal
        title: A deal
        sources:
          memo: {title: A memo, publisher: P, published: 2025-01-01, tier: press}
        events:
          deal:
            kind: licence
            title: A licence
            participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]
            claims: [{id: D.1, source: memo, says: x, signed: 2025-03}]
        extend:
          entities:
            b: {aliases: [Bee]}
        """;

    private WorkerFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new WorkerFixture();

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public async Task One_invalid_dossier_among_many_is_refused_alone_and_stored_after_it_is_corrected()
    {
        var invalidIndex = DossierCount / 2;
        var items = Enumerable.Range(0, DossierCount).Select(i => _fixture.Receive($"{i}.yaml", i == invalidIndex ? "dossier: d\nentities: [" : WorkerFixture.CompanyDossier($"c{i}"))).ToList();
        await _fixture.ProcessAllAsync();
        var refused = _fixture.Find(items[invalidIndex]);
        Assert.That((_fixture.Ledger.Count(IntakeState.Stored), _fixture.Ledger.Count(IntakeState.Refused)), Is.EqualTo((DossierCount - 1, 1)));
        Assert.That((await _fixture.Store.ReadAsync()).Dossiers, Has.Count.EqualTo(DossierCount - 1));
        Assert.That(refused.Problems[0], Does.StartWith($"{invalidIndex}.yaml(").And.Contain("error YAML001"));
        Assert.That(_fixture.Ledger.Content(refused.Id), Is.EqualTo(WorkerFixture.Bytes("dossier: d\nentities: [")));

        _fixture.Ledger.Retry(refused.Id, WorkerFixture.Bytes(WorkerFixture.CompanyDossier("corrected")));
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(refused).State, Is.EqualTo(IntakeState.Stored));
        Assert.That((await _fixture.Store.ReadAsync()).Find(new EntityId("corrected")), Is.Not.Null);
    }

    [Test]
    public async Task A_dossier_waits_for_a_later_dossier_that_it_refers_to()
    {
        _fixture.Options.DependencyTimeout = TimeSpan.FromSeconds(10);
        var early = _fixture.Receive("manus.yaml", Manus.Dossier);
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(early).WaitingFor, Does.Contain("DOS003").Or.Contain("DOS014"));
        _fixture.Receive("world.yaml", Graphs.World);
        _fixture.Time.Advance(_fixture.Options.PollInterval);
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(early).State, Is.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task A_dossier_whose_dependencies_never_arrive_is_refused_with_every_problem_after_the_dependency_timeout()
    {
        _fixture.Options.DependencyTimeout = TimeSpan.FromSeconds(10);
        var item = _fixture.Receive("manus.yaml", Manus.Dossier);
        await _fixture.ProcessAllAsync();

        // A day on which no worker ran does not count towards the dependency timeout.
        _fixture.Time.Advance(TimeSpan.FromDays(1));
        for (var retries = 1; retries < 10; retries++)
        {
            await _fixture.ProcessAllAsync();
            Assert.That(_fixture.Find(item).IsDone, Is.False);
            _fixture.Time.Advance(_fixture.Options.PollInterval);
        }

        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(item).Problems, Has.Length.GreaterThan(1).And.All.Contains("manus.yaml("));
    }

    /// <summary>The dependency timeout has expired, and another worker finishes between the read of the graph and the decision.</summary>
    /// <param name="hasWaited">Whether the other worker's item had been waiting itself, as in a chain of dossiers.</param>
    /// <param name="read">
    /// After which read of the graph the other worker finishes: the first read is for all leased items together, the second for each alone.
    /// </param>
    [TestCase(false, 1)]
    [TestCase(false, 2)]
    [TestCase(true, 1)]
    [TestCase(true, 2)]
    public async Task A_dossier_is_not_refused_if_another_worker_stores_its_dependency_after_the_graph_was_read(bool hasWaited, int read)
    {
        (_fixture.Options.DependencyTimeout, _fixture.Options.BatchItems) = (TimeSpan.FromSeconds(1), 1);
        _fixture.Receive("a.yaml", CompanyWithBase("a"));
        var deal = _fixture.Receive("deal.yaml", Deal);
        if (hasWaited)
        {
            _fixture.Receive("b.yaml", CompanyWithBase("b", "cn"));
        }

        await _fixture.ProcessAllAsync();
        if (hasWaited)
        {
            _fixture.Receive("world.yaml", Graphs.World);
            await _fixture.ProcessAllAsync();
        }
        else
        {
            _fixture.Receive("b.yaml", CompanyWithBase("b"));
        }

        _fixture.Time.Advance(_fixture.Options.PollInterval);
        var mine = _fixture.Ledger.LeaseNext("first")!;
        var others = _fixture.Ledger.LeaseNext("other")!;
        Assert.That((mine.Items.Single().Item.Name, others.Items.Single().Item.Name), Is.EqualTo(("deal.yaml", "b.yaml")));
        _fixture.Ledger.Release(mine, mine.Items.Select(leased => leased.Item), TimeSpan.Zero, "as it was", triedVersion: mine.Items.Single().Item.LastTriedVersion);
        var reads = 0;
        await _fixture.Worker(store: new InstrumentedStore(_fixture.Store) { AfterHeadRead = () => ++reads == read ? StoreByOtherWorkerAsync() : Task.CompletedTask }).ProcessNextAsync("bench");
        Assert.That(_fixture.Find(deal).State, Is.Not.EqualTo(IntakeState.Refused));
        if (reads < read)
        {
            await StoreByOtherWorkerAsync();
        }

        _fixture.Time.Advance(_fixture.Options.PollInterval);
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(deal).State, Is.EqualTo(IntakeState.Stored));

        async Task StoreByOtherWorkerAsync()
        {
            using var loader = new Loader(_fixture.Store, _fixture.Store, Terms.Shipped);
            var report = await loader.LoadTextAsync(prune: false, ("b.yaml", hasWaited ? CompanyWithBase("b", "cn") : CompanyWithBase("b")));
            _fixture.Ledger.MarkStored(others, others.Items.Select(leased => leased.Item), report.Sequence);
        }
    }

    [Test]
    public async Task Waiting_dossiers_without_a_common_dependency_do_not_extend_each_others_wait()
    {
        (_fixture.Options.DependencyTimeout, _fixture.Options.BatchItems) = (TimeSpan.FromSeconds(2), 4);
        var items = Enumerable.Range(0, 10).Select(n => _fixture.Receive($"{n}.yaml", CompanyWithBase($"c{n}", "cn"))).ToList();
        for (var round = 0; round < 2; round++)
        {
            await _fixture.ProcessAllAsync();
            Assert.That(items.Select(item => _fixture.Find(item).IsDone), Is.All.False);
            _fixture.Time.Advance(_fixture.Options.PollInterval);
        }

        await _fixture.ProcessAllAsync();
        Assert.That(items.Select(item => _fixture.Find(item).State), Is.All.EqualTo(IntakeState.Refused));
    }

    /// <summary>
    /// One dossier changes a company to software; the other makes it the licensed technology instead of the licensee. Neither is valid
    /// alone.
    /// </summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task Two_dossiers_that_are_valid_only_together_are_stored_together(bool reversed)
    {
        _fixture.Options.DependencyTimeout = TimeSpan.FromSeconds(10);
        _fixture.Receive("a.yaml", CompanyWithBase("a"));
        _fixture.Receive("b.yaml", CompanyWithBase("b"));
        _fixture.Receive("deal.yaml", Deal);
        await _fixture.ProcessAllAsync();
        (string, string)[] later = [("b.yaml", CompanyWithBase("b").Replace("company", "software", StringComparison.Ordinal)), ("deal.yaml", Deal.Replace("{role: licensee, entity: b}", "{role: licensee, entity: a}, {role: technology, entity: b}", StringComparison.Ordinal))];
        var items = new List<IntakeItem>();
        foreach (var (name, text) in reversed ? later.Reverse() : later)
        {
            items.Add(_fixture.Receive(name, text));
            await _fixture.ProcessAllAsync();
            _fixture.Time.Advance(_fixture.Options.PollInterval);
        }

        await _fixture.ProcessAllAsync();
        Assert.That(items.Select(item => _fixture.Find(item).State), Is.All.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task A_worker_that_loses_its_lease_before_the_write_writes_nothing()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        await _fixture.Worker(step => { if (step == "parsed") { _fixture.Time.Advance(_fixture.Options.LeaseDuration); } }).ProcessNextAsync("late");
        Assert.That(((await _fixture.Store.ReadAsync()).Version.Sequence, _fixture.Find(item).State), Is.EqualTo((0L, IntakeState.Parsed)));
        await _fixture.ProcessAllAsync();
        Assert.That(_fixture.Find(item).State, Is.EqualTo(IntakeState.Stored));
    }

    [Test]
    public async Task After_a_crash_between_the_graph_write_and_the_ledger_write_nothing_is_stored_twice()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.Worker(step => { if (step == "written") { throw new InvalidOperationException("crash"); } }).ProcessNextAsync("w"));
        _fixture.Time.Advance(_fixture.Options.LeaseDuration);
        await _fixture.ProcessAllAsync();
        Assert.That((_fixture.Find(item).State, (await _fixture.Store.ReadAsync()).Version.Sequence), Is.EqualTo((IntakeState.Stored, 1L)));
        Assert.That((await _fixture.Store.VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task While_the_store_is_full_items_wait_and_reads_succeed_and_later_the_items_are_stored()
    {
        _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var full = true;
        var writer = new FailingWriter(_fixture.Store, () => full);
        await _fixture.Worker(writer: writer).ProcessNextAsync("w");
        Assert.That(_fixture.Ledger.List()[0].WaitingFor, Does.StartWith("STORE_FULL: "));
        Assert.That((await _fixture.Store.ReadAsync()).Dossiers, Is.Empty);
        full = false;
        Assert.That(await _fixture.Worker(writer: writer).ProcessNextAsync("w"), Is.False, "The item waits for the retry delay.");
        _fixture.Time.Advance(_fixture.Options.RetryDelay);
        await _fixture.Worker(writer: writer).ProcessNextAsync("w");
        Assert.That((_fixture.Ledger.List()[0].State, _fixture.Ledger.List()[0].Attempts), Is.EqualTo((IntakeState.Stored, 1)));
    }

    [Test]
    public async Task Edits_of_one_dossier_are_stored_in_order_of_arrival()
    {
        foreach (var name in (string[])["First", "Second", "Third"])
        {
            _fixture.Receive($"{name}.yaml", WorkerFixture.CompanyDossier("a", name));
        }

        await _fixture.ProcessAllAsync();
        Assert.That((await _fixture.Store.ReadAsync()).Find(new EntityId("a"))!.Name, Is.EqualTo("Third"));
    }

    [TestCase("leased")]
    [TestCase("parsed")]
    [TestCase("resolved")]
    [TestCase("written")]
    [TestCase("stored")]
    public async Task A_worker_that_is_asked_to_stop_finishes_its_items_and_leases_no_more(string at)
    {
        _fixture.Options.BatchItems = 1;
        var items = (IntakeItem[])[_fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a")), _fixture.Receive("b.yaml", WorkerFixture.CompanyDossier("b"))];
        using var stop = new CancellationTokenSource();
        await _fixture.Worker(step => { if (step == at) { stop.Cancel(); } }).RunAsync(stop.Token);
        Assert.That(items.Select(item => _fixture.Find(item).State), Is.EqualTo([IntakeState.Stored, IntakeState.Received]));
    }

    [Test]
    public async Task A_worker_that_cannot_finish_in_time_releases_its_items()
    {
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var store = new BlockedWriter(_fixture.Store);
        using var stop = new CancellationTokenSource();
        var running = _fixture.Worker(writer: store).RunAsync(stop.Token);
        await store.Started;
        await stop.CancelAsync();
        Assert.That(running.IsCompleted, Is.False, "The worker has 20 s to finish.");
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await running;
        Assert.That((await _fixture.Store.ReadAsync()).Dossiers, Is.Empty);
        Assert.That(_fixture.Ledger.LeaseNext("next")!.Items.Single().Item.Id, Is.EqualTo(item.Id), "Its lease is released immediately.");
    }

    [Test]
    public async Task While_the_store_keeps_failing_workers_pause_and_items_are_not_attempted()
    {
        _fixture.Options.BatchItems = 1;
        for (var i = 0; i < 10; i++)
        {
            _fixture.Receive($"{i}.yaml", WorkerFixture.CompanyDossier($"c{i}"));
        }

        var (away, tried) = (true, 0);
        var retries = new StoreRetries(_fixture.Time);
        var worker = _fixture.Worker(writer: new FailingWriter(_fixture.Store, () => { tried++; return away; }), retries: retries);
        while (!retries.IsPaused)
        {
            Assert.That(await worker.ProcessNextAsync("w"), Is.True);
        }

        Assert.That((tried, _fixture.Ledger.List().Count(item => item.Attempts > 0)), Is.EqualTo((2, 2)));
        away = false;
        _fixture.Time.Advance(_fixture.Options.RetryDelay);
        Assert.That(retries.IsPaused, Is.False);
        while (await worker.ProcessNextAsync("w"))
        {
        }

        Assert.That(_fixture.Ledger.Count(IntakeState.Stored), Is.EqualTo(10));
    }

    [Test]
    public async Task A_transient_failure_is_retried_immediately()
    {
        _fixture.Options.LeaseDuration = TimeSpan.FromHours(1);
        var item = _fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"));
        var times = 0;
        var writer = new FailingWriter(_fixture.Store, () => ++times < 3, "STORE_LOCKED");
        var working = _fixture.Worker(writer: writer).ProcessNextAsync("w");
        while (!working.IsCompleted)
        {
            _fixture.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await working;
        Assert.That((_fixture.Find(item).State, _fixture.Find(item).Attempts, times), Is.EqualTo((IntakeState.Stored, 0, 3)));
    }

    /// <summary>A store that does not respond until the call is cancelled.</summary>
    private sealed class BlockedWriter(IGraphWriter inner) : IGraphWriter
    {
        private readonly TaskCompletionSource _started = new();

        public Task Started => _started.Task;

        public async Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
        {
            _started.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        }

        public ValueTask CheckWritableAsync(CancellationToken cancellation = default) => inner.CheckWritableAsync(cancellation);

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }

    private sealed class FailingWriter(IGraphWriter inner, Func<bool> fails, string code = "STORE_FULL") : IGraphWriter
    {
        public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default) =>
            fails() ? throw new StoreException(code, "The store does not take it.") : inner.ApplyAsync(changes, expected, cancellation);

        public ValueTask CheckWritableAsync(CancellationToken cancellation = default) => inner.CheckWritableAsync(cancellation);

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }

    private static string CompanyWithBase(string id, string? country = null) =>
        WorkerFixture.CompanyDossier(id) + (country is null ? "" : $$"""

        relations:
          {{id}}.based-in.{{country}}: {kind: based_in, from: {{id}}, to: {{country}}, claims: [{id: {{id}}.1, source: paper, says: x}]}
        """);
}
