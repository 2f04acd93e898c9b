using Microsoft.Extensions.DependencyInjection;

namespace TechGraph.GraphQL.Execution;

/// <summary>A loader of one request.</summary>
internal sealed class Loader<TKey, TValue>(LoaderKey<TKey, TValue> loaderKey, OperationExecution execution) : ILoadContext
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Task<TValue?>> _results = [];
    private Batch? _openBatch;

    public CancellationToken Cancellation => execution.Cancellation;

    public T Service<T>()
        where T : notnull => execution.Services.GetRequiredService<T>();

    /// <summary>Returns the value of a key. It is fetched together with other keys when no other work is in progress.</summary>
    public Task<TValue?> Load(TKey key)
    {
        lock (_gate)
        {
            if (_results.TryGetValue(key, out var known))
            {
                return known;
            }

            if (_openBatch is null || _openBatch.Keys.Count >= loaderKey.MaxBatchSize)
            {
                _openBatch = new Batch(this);
                execution.BatchDispatcher.Enqueue(_openBatch);
            }

            return _results[key] = _openBatch.Add(key);
        }
    }

    private sealed class Batch(Loader<TKey, TValue> loader) : IPendingBatch
    {
        private readonly List<TaskCompletionSource<TValue?>> _waiting = [];

        public List<TKey> Keys { get; } = [];

        public Task<TValue?> Add(TKey key)
        {
            Keys.Add(key);
            var waiting = new TaskCompletionSource<TValue?>();
            _waiting.Add(waiting);
            return waiting.Task;
        }

        public async Task RunAsync()
        {
            lock (loader._gate)
            {
                if (loader._openBatch == this)
                {
                    loader._openBatch = null;
                }
            }

            using var span = Telemetry.Span("batch");
            span?.SetTag("graphql.batch.name", loader.LoaderKey.Name);
            span?.SetTag("graphql.batch.size", Keys.Count);
            try
            {
                var values = await loader.LoaderKey.Fetch(Keys, loader).ConfigureAwait(false);
                for (var i = 0; i < _waiting.Count; i++)
                {
                    _waiting[i].SetResult(values.TryGetValue(Keys[i], out var value) ? value : default);
                }
            }
#pragma warning disable CA1031 // If a fetch throws, only its keys fail.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                foreach (var waiting in _waiting)
                {
                    waiting.TrySetException(failure);
                }
            }
        }
    }

    private LoaderKey<TKey, TValue> LoaderKey => loaderKey;
}

/// <summary>A loader for one resolver. While the resolver waits for it, the resolver is not counted as work in progress.</summary>
internal sealed class FieldLoader<TKey, TValue>(Loader<TKey, TValue> loader, FieldContext context) : ILoader<TKey, TValue>
    where TKey : notnull
{
    public Task<TValue?> LoadAsync(TKey key)
    {
        var loading = loader.Load(key);
        return loading.IsCompleted ? loading : WaitAsync(loading);
    }

    private async Task<TValue?> WaitAsync(Task<TValue?> loading)
    {
        context.BeginLoad();
        try
        {
            return await loading.ConfigureAwait(false);
        }
        finally
        {
            context.EndLoad();
        }
    }
}
