using System.Collections.Concurrent;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Something of which a look at the database knows a part, and can fetch the rest.</summary>
internal interface IFetchedTable
{
    /// <summary>Fetches what was looked for and not there.</summary>
    Task FetchWantedAsync(CancellationToken cancellation);

    /// <summary>Forgets everything.</summary>
    void Clear();
}

/// <summary>Values of one sort by key: those that were fetched, and those that are wanted.</summary>
/// <param name="fetch">Fetches values by key in bulk and puts them here; a key that it leaves out has the empty value.</param>
/// <param name="empty">The value of a key that has none, and of one that is only wanted yet.</param>
internal sealed class FetchedTable<TKey, TValue>(Func<IReadOnlyList<TKey>, CancellationToken, Task> fetch, TValue empty) : IFetchedTable
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _known = [];
    private readonly ConcurrentDictionary<TKey, bool> _wanted = [];

    /// <summary>Keys that are worth fetching together with one that is; null: none.</summary>
    public Func<TKey, IEnumerable<TKey>>? Siblings { get; init; }

    public bool Knows(TKey key) => _known.ContainsKey(key);

    public void Put(TKey key, TValue value) => _known[key] = value;

    /// <summary>The value; where it is not there, fetched now, or only noted as wanted.</summary>
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

        misses.FetchNow(cancellation => FetchAsync([key, .. Siblings?.Invoke(key).Where(other => !Knows(other)) ?? []], cancellation));
        return _known[key];
    }

    /// <summary>Fetches those of the keys that are not there.</summary>
    public async Task FetchAsync(IEnumerable<TKey> keys, CancellationToken cancellation)
    {
        List<TKey> missing = [.. keys.Where(key => !Knows(key)).Distinct()];
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

/// <summary>What becomes of a look at something that is not there.</summary>
internal interface IMissingRecords
{
    /// <summary>Whether it is only noted, to be fetched with others.</summary>
    bool IsCollecting { get; }

    /// <summary>Notes that the answer being worked out does not count.</summary>
    void NoteMiss();

    /// <summary>Refuses to look further where the graph is known to have changed since the first look.</summary>
    void RefuseNewerVersion();

    /// <summary>Fetches while the caller waits.</summary>
    void FetchNow(Func<CancellationToken, Task> fetch);
}
