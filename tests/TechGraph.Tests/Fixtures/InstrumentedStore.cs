using TechGraph.Core.Graph;

namespace TechGraph.Tests.Fixtures;

/// <summary>A store that runs an action after each read of its head, and counts the reads of all records.</summary>
internal sealed class InstrumentedStore(IGraphStore inner) : IGraphStore
{
    /// <summary>The wrapped store.</summary>
    public IGraphStore Inner { get; set; } = inner;

    /// <summary>Action after each read of the head; null: none.</summary>
    public Func<Task>? AfterHeadRead { get; set; }

    /// <summary>How often all records were read.</summary>
    public int RecordReads { get; private set; }

    public DateTimeOffset? StaleSince => Inner.StaleSince;

    public StoreProblem? Problem => Inner.Problem;

    public ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default) => Inner.ReadAsync(atLeast, cancellation);

    public async ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default)
    {
        var head = await Inner.HeadAsync(cancellation);
        await (AfterHeadRead?.Invoke() ?? Task.CompletedTask);
        return head;
    }

    public ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) => Inner.SequenceAtAsync(moment, cancellation);

    public ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default)
    {
        RecordReads++;
        return Inner.RecordsAsync(cancellation);
    }

    public IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, CancellationToken cancellation = default) => Inner.HistoryAsync(after, cancellation);

    public Task<VerifyResult> VerifyAsync(CancellationToken cancellation = default) => Inner.VerifyAsync(cancellation);
}
