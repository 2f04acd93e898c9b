using TechGraph.Ingest.Workers;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
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
        Assert.That(_bench.Find(item).IsDone, Is.False);
        _bench.Time.Advance(_bench.Options.Patience);
        await _bench.WorkOffAsync();
        Assert.That(_bench.Find(item).Problems, Has.Length.GreaterThan(1).And.All.Contains("manus.yaml("));
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

    private sealed class Failing(IGraphWriter inner, Func<bool> fails) : IGraphWriter
    {
        public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default) =>
            fails() ? throw new StoreException("STORE_FULL", "The disk is full.") : inner.ApplyAsync(changes, expected, cancellation);

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }
}
