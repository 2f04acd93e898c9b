namespace TechGraph.GraphQL.Execution;

/// <summary>Delays batches until nothing else of the request can make progress, so that each batch is as large as possible.</summary>
/// <remarks>
/// It counts the work in progress: the walk over the plan, each resolver that waits for something else than a batch, and each fetch.
/// A fetch delivers its results while it is still counted, so that the next level is requested before anything is dispatched.
/// </remarks>
internal sealed class BatchDispatcher
{
    private List<IPendingBatch>? _pending;
    private int _activeWork;

    /// <summary>Counts a piece of work as in progress.</summary>
    public void BeginWork() => Interlocked.Increment(ref _activeWork);

    /// <summary>Ends a piece of work; the last one starts the queued batches.</summary>
    public void EndWork()
    {
        if (Interlocked.Decrement(ref _activeWork) == 0)
        {
            Dispatch();
        }
    }

    /// <summary>Queues a batch until no work is in progress.</summary>
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

/// <summary>A queued batch. Running it never throws: exceptions go to the tasks of its parents or keys.</summary>
internal interface IPendingBatch
{
    Task RunAsync();
}
