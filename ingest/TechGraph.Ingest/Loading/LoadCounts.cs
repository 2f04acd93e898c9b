using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Loading;

/// <summary>What a load has made durable so far, also by attempts that were then in somebody's way.</summary>
/// <param name="isLoaded">Whether a record is one of what is loaded, and not another that changes with it.</param>
internal sealed class LoadCounts(Func<StoredRecord, bool> isLoaded)
{
    private int _added;
    private int _changed;
    private int _removed;
    private int _changeSets;
    private readonly HashSet<RecordRef> _loaded = [];

    /// <summary>Counts a change set that is durable.</summary>
    public void Add(ChangeSet changes, RecordDiff change)
    {
        var added = changes.Put.Count(record => change.New.Contains(record.Ref));
        _added += added;
        _changed += changes.Put.Length - added;
        _removed += changes.Remove.Length;
        _loaded.UnionWith(changes.Put.Where(isLoaded).Select(record => record.Ref));
        _changeSets++;
    }

    /// <summary>What came of it.</summary>
    /// <param name="dossiers">How many dossiers were read.</param>
    /// <param name="records">How many records they have.</param>
    /// <param name="problems">What is wrong; with any, nothing is known of records that were not written.</param>
    /// <param name="sequence">The graph's version now.</param>
    public LoadReport Report(int dossiers, int records, IEnumerable<Problem> problems, long sequence) => new(dossiers, [.. problems], sequence)
    {
        Added = _added,
        Changed = _changed,
        Removed = _removed,
        ChangeSets = _changeSets,
        Unchanged = problems.Any() ? 0 : records - _loaded.Count,
    };
}
