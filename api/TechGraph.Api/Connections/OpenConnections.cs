namespace TechGraph.Api.Connections;

/// <summary>Counts the open connections, so that a server that stops can wait for them.</summary>
internal sealed class OpenConnections
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    /// <summary>Whether the server stops: each answer closes its connection.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>Runs a connection.</summary>
    public async Task TrackAsync(Func<Task> run)
    {
        lock (_gate)
        {
            _count++;
        }

        try
        {
            await run();
        }
        finally
        {
            lock (_gate)
            {
                if (--_count == 0)
                {
                    _empty?.TrySetResult();
                }
            }
        }
    }

    /// <summary>From now on each answer closes its connection. The task ends when all are closed.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            IsDraining = true;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0)
            {
                _empty.TrySetResult();
            }

            return _empty.Task;
        }
    }
}
