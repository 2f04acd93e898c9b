namespace TechGraph.GraphQL.Execution;

/// <summary>Ends an operation when its time limit is reached or its client disconnects. Timer and token are created when first needed.</summary>
/// <remarks>Most operations have all their values immediately and end without a timer.</remarks>
internal sealed class ExecutionDeadline(TimeSpan limit, TimeProvider time, CancellationToken client) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private CancellationTokenSource? _timeOut;
    private CancellationTokenSource? _linked;

    /// <summary>Whether the time limit is reached.</summary>
    public bool IsTimedOut => limit != Timeout.InfiniteTimeSpan && (_timeOut?.IsCancellationRequested ?? time.GetElapsedTime(_began) >= limit);

    public bool IsCancelled => client.IsCancellationRequested || (_linked?.IsCancellationRequested ?? false);

    public CancellationToken Token
    {
        get
        {
            lock (this)
            {
                if (_linked is null)
                {
                    if (limit == Timeout.InfiniteTimeSpan)
                    {
                        return client;
                    }

                    var left = limit - time.GetElapsedTime(_began);
                    _timeOut = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
                    _linked = CancellationTokenSource.CreateLinkedTokenSource(client, _timeOut.Token);
                }

                return _linked.Token;
            }
        }
    }

    /// <summary>Throws if the operation has ended; also stops an operation that never awaits.</summary>
    public void ThrowIfEnded()
    {
        if (IsCancelled || IsTimedOut)
        {
            throw new OperationCanceledException();
        }
    }

    public void Dispose()
    {
        _linked?.Dispose();
        _timeOut?.Dispose();
    }
}
