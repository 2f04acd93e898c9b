namespace TechGraph.GraphQL.Execution;

/// <summary>Ends a run when its time is over or its client leaves. Timer and token are made when somebody first needs them.</summary>
/// <remarks>Most runs have all their values at once: they end before a timer would be of use.</remarks>
internal sealed class ExecutionDeadline(TimeSpan limit, TimeProvider time, CancellationToken client) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private CancellationTokenSource? _timeOut;
    private CancellationTokenSource? _linked;

    /// <summary>Whether the time is over.</summary>
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

    /// <summary>Stops a run that is over, also one that never waits.</summary>
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
