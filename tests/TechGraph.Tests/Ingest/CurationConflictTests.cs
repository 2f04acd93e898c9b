using Microsoft.Extensions.Time.Testing;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Stores;

namespace TechGraph.Tests.Ingest;

/// <summary>A judgement or withdrawal beside other writers is tried again with back-off for 30 s.</summary>
public sealed class CurationConflictTests
{
    private readonly JumpingTime _time = new();
    private DataFolder _folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new DataFolder();
        await _folder.Open().ApplyAsync(GraphStoreContract.ManusChanges, 0);
    }

    [TearDown]
    public void Stop() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(12)]
    public async Task A_change_gets_through_after_other_writers_were_first(int conflicts)
    {
        var store = _folder.Open();
        var reads = new InstrumentedStore(store);
        var report = await new Curator(reads, new BusyWriter(store, _folder, conflicts), Terms.Shipped, _time).WithdrawAsync(RecordRef.To(new ClaimId("M.1")), "a test", "ada");
        Assert.That((report.Problem, report.Sequence), Is.EqualTo(((TechGraph.Core.Parsing.Problem?)null, conflicts + 2)));
        Assert.That(reads.RecordReads, Is.EqualTo(1), "later attempts read only what the others wrote");
        Assert.That((await _folder.Open().ReadAsync()).Sources.Count(source => source.Title!.StartsWith("Source ", StringComparison.Ordinal)), Is.EqualTo(conflicts), "nothing of the others is lost");
        Assert.That((await _folder.Open().VerifyAsync()).Faults, Is.Empty);
    }

    [Test]
    public async Task After_30_seconds_the_conflict_is_reported()
    {
        var store = _folder.Open();
        var began = _time.GetTimestamp();
        var refused = await StoreFailure.ExpectAsync(() => new Curator(
            store, new BusyWriter(store, _folder, int.MaxValue), Terms.Shipped, _time).WithdrawAsync(RecordRef.To(new ClaimId("M.1")), "a test", "ada"));
        Assert.That(refused.Code, Is.EqualTo("STORE_CONFLICT"));
        Assert.That(_time.GetElapsedTime(began), Is.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(32)));
    }

    /// <summary>A clock that stands still while work is done, and jumps to the end of each wait.</summary>
    private sealed class JumpingTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
            }

            return timer;
        }
    }

    /// <summary>Another writer commits before each of the first writes.</summary>
    private sealed class BusyWriter(SqliteGraph inner, DataFolder folder, int conflicts) : IGraphWriter
    {
        private int _written;

        public ValueTask CheckWritableAsync(CancellationToken cancellation = default) => inner.CheckWritableAsync(cancellation);

        public async Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
        {
            if (_written < conflicts)
            {
                _written++;
                await folder.Open().ApplyAsync(DataFolder.Change(_written), expected, cancellation);
            }

            return await inner.ApplyAsync(changes, expected, cancellation);
        }

        public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => inner.AppendAsync(entry, cancellation);
    }
}
