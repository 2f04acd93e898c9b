namespace TechGraph.GraphQL.Execution;

/// <summary>Fetches values by key: each key once in a request, and keys that are asked for at about the same time together.</summary>
public interface ILoader<in TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of a key; null (or the default of <typeparamref name="TValue"/>) where there is none.</summary>
    Task<TValue?> LoadAsync(TKey key);
}

/// <summary>What a fetch of many keys sees of the request.</summary>
public interface ILoadContext
{
    /// <summary>Cancelled when the client leaves or the time is over.</summary>
    CancellationToken Cancellation { get; }

    /// <inheritdoc cref="IFieldContext.Service{T}"/>
    T Service<T>()
        where T : notnull;
}

/// <summary>Names a loader: make one, static, and ask for it by <see cref="IFieldContext.Loader{TKey, TValue}"/>.</summary>
/// <param name="name">Tells it apart in spans.</param>
/// <param name="fetch">Fetches the values of keys, each of which it sees once in a request; a key without entry has no value. What it throws fails these keys only.</param>
/// <param name="maxBatchSize">Most keys of one fetch; more are split.</param>
public sealed class LoaderKey<TKey, TValue>(
    string name, Func<IReadOnlyList<TKey>, ILoadContext, Task<IReadOnlyDictionary<TKey, TValue>>> fetch, int maxBatchSize = 1_000)
    where TKey : notnull
{
    /// <summary>Tells it apart in spans.</summary>
    public string Name { get; } = name;

    /// <summary>Most keys of one fetch.</summary>
    public int MaxBatchSize { get; } = maxBatchSize;

    /// <summary>Fetches the values of keys; hosts of a resolver map call it, resolvers do not.</summary>
    public Func<IReadOnlyList<TKey>, ILoadContext, Task<IReadOnlyDictionary<TKey, TValue>>> Fetch { get; } = fetch;
}
