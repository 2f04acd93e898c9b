namespace TechGraph.GraphQL.Execution;

/// <summary>Ends a run when its time is over or its client leaves. Timer and token are made when somebody first needs them.</summary>
/// <remarks>Most runs have all their values at once: they end before a timer would be of use.</remarks>
internal sealed class RunClock(TimeSpan limit, TimeProvider time, CancellationToken client) : IDisposable
{
    private readonly long _began = time.GetTimestamp();
    private CancellationTokenSource? _late;
    private CancellationTokenSource? _either;

    /// <summary>Whether the time is over.</summary>
    public bool IsLate => limit != Timeout.InfiniteTimeSpan && (_late?.IsCancellationRequested ?? time.GetElapsedTime(_began) >= limit);

    public bool IsOver => client.IsCancellationRequested || (_either?.IsCancellationRequested ?? false);

    public CancellationToken Token
    {
        get
        {
            lock (this)
            {
                if (_either is null)
                {
                    if (limit == Timeout.InfiniteTimeSpan)
                    {
                        return client;
                    }

                    var left = limit - time.GetElapsedTime(_began);
                    _late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
                    _either = CancellationTokenSource.CreateLinkedTokenSource(client, _late.Token);
                }

                return _either.Token;
            }
        }
    }

    /// <summary>Stops a run that is over, also one that never waits.</summary>
    public void Check()
    {
        if (IsOver || IsLate)
        {
            throw new OperationCanceledException();
        }
    }

    public void Dispose()
    {
        _either?.Dispose();
        _late?.Dispose();
    }
}
