namespace TechGraph.GraphQL.Execution;

/// <summary>Fetches values by key: each key once in a request, and the keys of one level together.</summary>
public interface ILoader<in TKey, TValue>
    where TKey : notnull
{
    /// <summary>Returns the value of a key; null (or the default of <typeparamref name="TValue"/>) if there is none.</summary>
    Task<TValue?> LoadAsync(TKey key);
}

/// <summary>The context of a fetch.</summary>
public interface ILoadContext
{
    /// <summary>Cancelled when the client disconnects or the time limit is reached.</summary>
    CancellationToken Cancellation { get; }

    /// <inheritdoc cref="IFieldContext.Service{T}"/>
    T Service<T>()
        where T : notnull;
}

/// <summary>Identifies a loader. Create a static instance, and pass it to <see cref="IFieldContext.Loader{TKey, TValue}"/>.</summary>
/// <param name="name">Name of the loader in spans.</param>
/// <param name="fetch">Fetches the values of keys; each key is passed once in a request. A key without entry has no value. If it throws, only these keys fail.</param>
/// <param name="maxBatchSize">Maximum number of keys in one fetch; more keys are split into several fetches.</param>
public sealed class LoaderKey<TKey, TValue>(
    string name, Func<IReadOnlyList<TKey>, ILoadContext, Task<IReadOnlyDictionary<TKey, TValue>>> fetch, int maxBatchSize = 1_000)
    where TKey : notnull
{
    /// <summary>Name of the loader in spans.</summary>
    public string Name { get; } = name;

    /// <summary>Maximum number of keys in one fetch.</summary>
    public int MaxBatchSize { get; } = maxBatchSize;

    /// <summary>Fetches the values of keys. For hosts of a resolver map; resolvers do not call it.</summary>
    public Func<IReadOnlyList<TKey>, ILoadContext, Task<IReadOnlyDictionary<TKey, TValue>>> Fetch { get; } = fetch;
}
