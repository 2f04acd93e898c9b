using System.Runtime.CompilerServices;
using TechGraph.Api.Logging;
using TechGraph.Core.Graph;

namespace TechGraph.Api.Feed;

/// <summary>
/// Publishes each committed change to its subscribers. While there are subscribers, it asks the store once a second, because other
/// processes write to it too. Each change is read once, however many subscribers there are.
/// </summary>
internal sealed class GraphFeed(IGraphStore store, TimeProvider time, ILogger<GraphFeed> log) : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private Link _newest = new(0);
    private Task _polling = Task.CompletedTask;
    private CancellationTokenSource? _delay;
    private int _subscribers;

    /// <summary>The changes after a version and all later ones, each once and in order.</summary>
    /// <param name="since">The sequence number after which to begin; null: the current one.</param>
    /// <param name="cancellation">Ends the subscription.</param>
    /// <exception cref="StoreException">The store cannot be read, or has not reached <paramref name="since"/>.</exception>
    public async Task<IAsyncEnumerable<GraphChange>> WatchAsync(long? since, CancellationToken cancellation)
    {
        var present = (await store.ReadAsync(since ?? 0, cancellation)).Version.Sequence;
        return FollowAsync(since ?? present, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _polling;
        _gate.Dispose();
        _stopping.Dispose();
    }

    private async IAsyncEnumerable<GraphChange> FollowAsync(long seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var link = await JoinAsync(cancellation);
        try
        {
            if (seen < link.Sequence)
            {
                await foreach (var entry in store.HistoryAsync(seen, cancellation))
                {
                    seen = entry.Sequence;
                    yield return GraphChange.Of(entry);
                }
            }

            while (true)
            {
                link = await link.Next.WaitAsync(cancellation);
                if (link.Sequence > seen)
                {
                    seen = link.Sequence;
                    yield return link.Change!;
                }
            }
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>The newest change that the feed has read; the first subscriber starts the polling.</summary>
    private async Task<Link> JoinAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_subscribers == 0)
            {
                await _polling;
                _newest = new Link((await store.ReadAsync(cancellation: cancellation)).Version.Sequence);
                _delay = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                _polling = PollAsync(_delay.Token);
            }

            _subscribers++;
            return _newest;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LeaveAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (--_subscribers == 0)
            {
                await _delay!.CancelAsync();
                _delay.Dispose();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task PollAsync(CancellationToken cancellation)
    {
        // The store may do its work synchronously, before its first await.
        await Task.Yield();
        using var beat = new PeriodicTimer(PollInterval, time);
        try
        {
            while (await beat.WaitForNextTickAsync(cancellation))
            {
                await ReadNewAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // There are no subscribers any more.
        }
    }

    private async Task ReadNewAsync(CancellationToken cancellation)
    {
        try
        {
            if ((await store.ReadAsync(cancellation: cancellation)).Version.Sequence <= _newest.Sequence)
            {
                return;
            }

            await foreach (var entry in store.HistoryAsync(_newest.Sequence, cancellation))
            {
                _newest = _newest.Append(GraphChange.Of(entry));
            }
        }
        catch (StoreException failure)
        {
            // The next poll tries again. Nothing is lost, because it continues after the last change.
            log.FeedPaused(failure.Code, failure);
        }
    }

    /// <summary>
    /// A change with a task for the next one. A subscriber that keeps a link receives all later changes; links without a subscriber are
    /// garbage-collected.
    /// </summary>
    private sealed class Link(long sequence, GraphChange? change = null)
    {
        private readonly TaskCompletionSource<Link> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Sequence { get; } = sequence;

        public GraphChange? Change { get; } = change;

        public Task<Link> Next => _next.Task;

        public Link Append(GraphChange change)
        {
            var next = new Link(change.Sequence, change);
            _next.SetResult(next);
            return next;
        }
    }
}
