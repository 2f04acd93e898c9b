using System.Collections.Concurrent;

namespace TechGraph.Stores.DatabaseView;

/// <summary>A table of which a read of the database has fetched a part, and can fetch the rest.</summary>
internal interface IFetchedTable
{
    /// <summary>Fetches the values that were requested.</summary>
    Task FetchWantedAsync(CancellationToken cancellation);

    /// <summary>Removes all values.</summary>
    void Clear();
}

/// <summary>Values of one sort by key: fetched ones and requested ones.</summary>
/// <param name="fetch">Fetches values by key in bulk and puts them here; a key that it leaves out has the empty value.</param>
/// <param name="empty">The value of a key that has none, and of a key that is only requested yet.</param>
internal sealed class FetchedTable<TKey, TValue>(Func<IReadOnlyList<TKey>, CancellationToken, Task> fetch, TValue empty) : IFetchedTable
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _known = [];
    private readonly ConcurrentDictionary<TKey, bool> _wanted = [];

    /// <summary>Keys that are worth fetching together with a requested one; null: none.</summary>
    public Func<TKey, IEnumerable<TKey>>? Siblings { get; init; }

    public bool Contains(TKey key) => _known.ContainsKey(key);

    public void Put(TKey key, TValue value) => _known[key] = value;

    /// <summary>The value. If it was not fetched yet, fetches it now or only requests it.</summary>
    public TValue Get(TKey key, IMissingRecords misses)
    {
        if (_known.TryGetValue(key, out var value))
        {
            misses.RefuseNewerVersion();
            return value;
        }

        if (misses.IsCollecting)
        {
            misses.NoteMiss();
            _wanted[key] = true;
            return empty;
        }

        misses.FetchNow(cancellation => FetchAsync([key, .. Siblings?.Invoke(key).Where(other => !Contains(other)) ?? []], cancellation));
        return _known[key];
    }

    /// <summary>Fetches the keys that were not fetched yet.</summary>
    public async Task FetchAsync(IEnumerable<TKey> keys, CancellationToken cancellation)
    {
        List<TKey> missing = [.. keys.Where(key => !Contains(key)).Distinct()];
        if (missing.Count == 0)
        {
            return;
        }

        await fetch(missing, cancellation).ConfigureAwait(false);
        foreach (var key in missing)
        {
            _known.TryAdd(key, empty);
        }
    }

    public Task FetchWantedAsync(CancellationToken cancellation)
    {
        var wanted = _wanted.Keys.ToList();
        _wanted.Clear();
        return FetchAsync(wanted, cancellation);
    }

    public void Clear()
    {
        _known.Clear();
        _wanted.Clear();
    }
}

/// <summary>What happens when a record is read that was not fetched yet.</summary>
internal interface IMissingRecords
{
    /// <summary>Whether the record is only requested, to be fetched with others.</summary>
    bool IsCollecting { get; }

    /// <summary>Notes that the current result is incomplete.</summary>
    void NoteMiss();

    /// <summary>Throws if the graph is known to have changed since the first read.</summary>
    void RefuseNewerVersion();

    /// <summary>Fetches while the caller waits.</summary>
    void FetchNow(Func<CancellationToken, Task> fetch);
}
