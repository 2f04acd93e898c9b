namespace TechGraph.GraphQL.Execution;

/// <summary>Holds batches back until nothing else of the request can make progress, so that each is as large as it can be.</summary>
/// <remarks>
/// Who makes progress is counted: the walk over the plan, each resolver that waits for something else than a batch, each fetch.
/// What a fetch gives is handed out inside its own count, so that the next level is asked for before anything is dispatched.
/// </remarks>
internal sealed class BatchDispatcher
{
    private List<IPendingBatch>? _pending;
    private int _activeWork;

    /// <summary>Somebody makes progress.</summary>
    public void BeginWork() => Interlocked.Increment(ref _activeWork);

    /// <summary>Somebody makes no more progress; the last one starts the batches that wait.</summary>
    public void EndWork()
    {
        if (Interlocked.Decrement(ref _activeWork) == 0)
        {
            Dispatch();
        }
    }

    /// <summary>Holds a batch until it is due.</summary>
    public void Enqueue(IPendingBatch batch)
    {
        lock (this)
        {
            (_pending ??= []).Add(batch);
        }
    }

    private void Dispatch()
    {
        List<IPendingBatch> due;
        lock (this)
        {
            if (_pending is null)
            {
                return;
            }

            (due, _pending) = (_pending, null);
            Interlocked.Add(ref _activeWork, due.Count);
        }

        foreach (var batch in due)
        {
            _ = RunAsync(batch);
        }
    }

    private async Task RunAsync(IPendingBatch batch)
    {
        try
        {
            await batch.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            EndWork();
        }
    }
}

/// <summary>A batch that waits to be fetched. Running it never fails: failures go to those who wait.</summary>
internal interface IPendingBatch
{
    Task RunAsync();
}
