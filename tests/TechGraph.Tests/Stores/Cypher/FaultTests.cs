using System.Diagnostics;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.Cypher;
using TechGraph.Stores.Neo4jStore;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Stores.Cypher;

/// <summary>Faults of the network and the server: no write is lost or duplicated, and reads return the last known version.</summary>
[Category("Neo4j")]
[NonParallelizable]
public sealed class FaultTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1";

    private readonly List<Neo4jGraph> _open = [];
    private Neo4jOptions _options = null!;
    private FaultProxy? _proxy;

    private FaultProxy Proxy => _proxy!;

    [SetUp]
    public async Task StartEmpty()
    {
        _options = Neo4jServer.Options();
        await Neo4jServer.WipeAsync(_options);
        _proxy = new FaultProxy(_options.Uri);
    }

    [TearDown]
    public async Task Close()
    {
        _open.ForEach(store => store.Dispose());
        _open.Clear();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
            _proxy = null;
        }
    }

    [Test]
    public async Task A_write_whose_response_is_lost_is_stored_exactly_once()
    {
        var times = IsFull ? 100 : 5;
        var store = Open();
        await store.ReadAsync();
        for (var n = 0; n < 2 * times; n++)
        {
            // Only every second response: more would be an outage, which the circuit breaker handles in its own way.
            Proxy.CutCommits = n % 2 == 0;
            Assert.That(await store.ApplyAsync(OneDossier($"d{n}"), n), Is.EqualTo(n + 1));
        }

        Assert.That(Proxy.CutCount, Is.GreaterThanOrEqualTo(times));
        await AssertCompleteAsync(2 * times);
    }

    [Test]
    public async Task Writes_succeed_although_one_transaction_in_five_ends_in_a_deadlock()
    {
        const int Seed = 20261123;
        TestContext.Out.WriteLine($"Seed {Seed}.");
        var times = IsFull ? 200 : 10;
        var store = Open(new DeadlockingCypher(new QueryApi(_options, TimeProvider.System), new Random(Seed), share: 0.2), timeout: TimeSpan.FromMinutes(2));
        for (var n = 0; n < times; n++)
        {
            await WriteUntilStoredAsync(store, OneDossier($"d{n}"));
        }

        await AssertCompleteAsync(times);
    }

    [TestCase(FaultMode.Refuse)]
    [TestCase(FaultMode.Silence)]
    [TestCase(FaultMode.CutAnswers)]
    public async Task During_an_outage_reads_return_the_last_known_version_and_report_since_when_it_is_stale(FaultMode fault)
    {
        var reader = Open();
        await Open().ApplyAsync(OneDossier("before"), (await reader.ReadAsync()).Version.Sequence);
        Assert.That((await reader.ReadAsync(1)).Version.Sequence, Is.EqualTo(1));

        Proxy.SetMode(fault);
        var began = Stopwatch.GetTimestamp();
        Assert.That((await reader.ReadAsync()).Version.Sequence, Is.EqualTo(1));

        // A read waits at most 0.8 s for the server; the limit is ten times that because the machine may be busy.
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(reader.StaleSince, Is.Not.Null);
        Assert.That((await StoreFailure.ExpectAsync(async () => await reader.ReadAsync(atLeast: 2))).Code, Is.EqualTo("STORE_AWAY"));

        Proxy.SetMode(FaultMode.Pass);
        using var direct = new Neo4jGraph(Microsoft.Extensions.Options.Options.Create(_options), TimeProvider.System);
        await direct.ApplyAsync(OneDossier("meanwhile"), 1);
        Assert.That((await reader.ReadAsync(2)).Dossiers.Select(d => d.Id.Value), Is.EqualTo(["before", "meanwhile"]));
        Assert.That(reader.StaleSince, Is.Null);
    }

    [TestCase(Neo4jView.Memory)]
    [TestCase(Neo4jView.Database)]
    public async Task A_slow_server_does_not_block_reads_and_loses_no_write(Neo4jView view)
    {
        var options = Options(timeout: TimeSpan.FromMinutes(3));
        options.View = view;
        options.RefreshTimeout = IsFull ? TimeSpan.FromMilliseconds(800) : TimeSpan.FromMilliseconds(100);
        using var store = new Neo4jGraph(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
        await store.ReadAsync();
        Proxy.Delay = IsFull ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(400);
        var writing = store.ApplyAsync(OneDossier("slow"), 0);
        var began = Stopwatch.GetTimestamp();
        if (view == Neo4jView.Memory)
        {
            Assert.That((await store.ReadAsync()).Version.Sequence, Is.Zero);
            Assert.That(store.StaleSince, Is.Not.Null);
        }
        else
        {
            Assert.That((await StoreFailure.ExpectAsync(async () => await store.ReadAsync())).Code, Is.EqualTo("STORE_AWAY"));
        }

        TestContext.Out.WriteLine($"Answered in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms while the server took {Proxy.Delay.TotalMilliseconds:0} ms.");
        Assert.That(await writing, Is.EqualTo(1));
        Proxy.Delay = TimeSpan.Zero;
        await AssertCompleteAsync(1);
    }

    [Test]
    public async Task If_the_server_is_unavailable_at_the_start_the_error_names_its_address()
    {
        Proxy.SetMode(FaultMode.Refuse);
        var refused = await StoreFailure.ExpectAsync(async () => await Open().ReadAsync());
        Assert.That((refused.Code, refused.Message), Is.EqualTo(("STORE_AWAY", refused.Message)));
        Assert.That(refused.Message, Does.Contain(Proxy.Uri.ToString()));
    }

    [Test]
    public async Task Writes_succeed_through_repeated_short_outages()
    {
        var times = IsFull ? 40 : 6;
        var store = Open(timeout: TimeSpan.FromMinutes(1));
        await store.ReadAsync();
        using var end = new CancellationTokenSource();
        var interruptions = InterruptRepeatedlyAsync(end.Token);
        for (var n = 0; n < times; n++)
        {
            await WriteUntilStoredAsync(store, OneDossier($"d{n}"));
        }

        await end.CancelAsync();
        await interruptions;
        Proxy.SetMode(FaultMode.Pass);
        await AssertCompleteAsync(times);
    }

    private async Task InterruptRepeatedlyAsync(CancellationToken end)
    {
        // Each available period is long enough for one write.
        var (away, there) = IsFull ? (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)) : (TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(2));
        try
        {
            while (true)
            {
                Proxy.SetMode(FaultMode.Refuse);
                await Task.Delay(away, end);
                Proxy.SetMode(FaultMode.Pass);
                await Task.Delay(there, end);
            }
        }
        catch (OperationCanceledException)
        {
            // All writes are done.
        }
    }

    /// <summary>Works as a worker does: applies the change set to the newest version until it is stored.</summary>
    private static async Task WriteUntilStoredAsync(Neo4jGraph store, ChangeSet changes)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(IsFull ? 10 : 2));
        while (true)
        {
            try
            {
                timeout.Token.ThrowIfCancellationRequested();
                var view = await store.ReadAsync();
                if (changes.Put.All(record => view.Dossiers.Any(d => d.Id == record.Dossier)))
                {
                    return;
                }

                await store.ApplyAsync(changes, view.Version.Sequence);
                return;
            }
            catch (StoreException again) when (again.Code is "STORE_AWAY" or "STORE_CONFLICT")
            {
                await Task.Yield();
            }
        }
    }

    private async Task AssertCompleteAsync(int count)
    {
        using var direct = new Neo4jGraph(Microsoft.Extensions.Options.Options.Create(_options), TimeProvider.System);
        var view = await direct.ReadAsync();
        Assert.That((view.Version.Sequence, view.Dossiers.Count), Is.EqualTo(((long)count, count)));
        Assert.That((await direct.VerifyAsync()).Faults, Is.Empty);
    }

    private static ChangeSet OneDossier(string id) => new(
        "test", id, [StoredRecord.Of(new RecordRef(RecordKind.Dossier, id), new DossierId(id), new Dossier(new DossierId(id), id))], []);

    private Neo4jGraph Open(ICypher? cypher = null, TimeSpan? timeout = null)
    {
        var store = new Neo4jGraph(Microsoft.Extensions.Options.Options.Create(Options(timeout)), TimeProvider.System, cypher: cypher);
        _open.Add(store);
        return store;
    }

    private Neo4jOptions Options(TimeSpan? timeout = null) => new()
    {
        Uri = Proxy.Uri,
        User = _options.User,
        Password = _options.Password,
        RefreshInterval = TimeSpan.Zero,
        WriteRetryTimeout = timeout ?? TimeSpan.FromSeconds(30),
    };

    /// <summary>A server that ends some transactions with a deadlock.</summary>
    private sealed class DeadlockingCypher(ICypher inner, Random random, double share) : ICypher
    {
        public IAsyncEnumerable<CypherRow> StreamAsync(CypherStatement statement, CypherAccess access, CancellationToken cancellation = default) =>
            inner.StreamAsync(statement, access, cancellation);

        public async Task<ICypherTransaction> BeginAsync(CancellationToken cancellation = default) =>
            new Transaction(await inner.BeginAsync(cancellation), this);

        private bool Fails()
        {
            lock (random)
            {
                return random.NextDouble() < share;
            }
        }

        private sealed class Transaction(ICypherTransaction inner, DeadlockingCypher deadlocks) : ICypherTransaction
        {
            public Task<IReadOnlyList<CypherRow>> RunAsync(CypherStatement statement, CancellationToken cancellation = default) =>
                inner.RunAsync(statement, cancellation);

            public Task CommitAsync(CypherStatement? last = null, CancellationToken cancellation = default) => deadlocks.Fails()
                ? throw new CypherException(CypherFailure.Retry, "Neo.TransientError.Transaction.DeadlockDetected", "deadlock")
                : inner.CommitAsync(last, cancellation);

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
