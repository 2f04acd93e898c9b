using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Loading;

/// <summary>Counts what a load has written durably so far, including attempts that ended in a conflict.</summary>
/// <param name="isLoaded">Whether a record belongs to the load, and is not another record that changes with it.</param>
internal sealed class LoadCounts(Func<StoredRecord, bool> isLoaded)
{
    private int _added;
    private int _changed;
    private int _removed;
    private int _changeSets;
    private readonly HashSet<RecordRef> _loaded = [];

    /// <summary>Counts a durable change set.</summary>
    public void Add(ChangeSet changes, RecordDiff change)
    {
        var added = changes.Put.Count(record => change.New.Contains(record.Ref));
        _added += added;
        _changed += changes.Put.Length - added;
        _removed += changes.Remove.Length;
        _loaded.UnionWith(changes.Put.Where(isLoaded).Select(record => record.Ref));
        _changeSets++;
    }

    /// <summary>The report of the load.</summary>
    /// <param name="dossiers">Number of dossiers read.</param>
    /// <param name="records">Number of their records.</param>
    /// <param name="problems">The problems; if there are any, records that were not written are not counted.</param>
    /// <param name="sequence">The current version.</param>
    public LoadReport Report(int dossiers, int records, IEnumerable<Problem> problems, long sequence) => new(dossiers, [.. problems], sequence)
    {
        Added = _added,
        Changed = _changed,
        Removed = _removed,
        ChangeSets = _changeSets,
        Unchanged = problems.Any() ? 0 : records - _loaded.Count,
    };
}
