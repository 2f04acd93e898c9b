using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Stores.History;

/// <summary>Follows a history line by line, checks its chain of hashes, and knows in the end what the tables must contain.</summary>
internal sealed class HistoryReplay(ICollection<string> faults)
{
    private readonly Dictionary<RecordRef, (string Dossier, string Hash, string? Original)> _records = [];
    private HashSet<string>? _previous = [HistoryChain.Start];
    private long _last;
    private string? _gap;

    /// <summary>Checks the next line. After a damaged line it continues with the next one.</summary>
    public void Add(HistoryRow row)
    {
        if (row.Sequence != _last + 1)
        {
            faults.Add(row.Sequence == _last + 2 ? $"History line {_last + 1} is missing." : $"History lines {_last + 1} to {row.Sequence - 1} are missing.");
            _previous = null;
            _gap ??= $"history line {_last + 1} is missing";
        }

        var follows = _previous is null ? [] : _previous.Select(row.HashAfter).ToHashSet();
        if (_previous is not null && !follows.Contains(row.Hash))
        {
            faults.Add($"History line {row.Sequence} does not follow from the line before it.");
        }

        // Whether the line's hash or its content was changed is not known, so the next line may follow from either.
        _previous = [row.Hash, .. follows];
        _last = row.Sequence;
        Apply(row);
    }

    /// <summary>Notes that some of the history cannot be read, so that the records cannot be compared with it.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="gap">What is not known, as the end of a sentence.</param>
    public void Break(string fault, string gap)
    {
        faults.Add(fault);
        _gap ??= gap;
    }

    /// <summary>Checks that the tables contain exactly what the history leads to: every column of every record.</summary>
    public void Compare(IEnumerable<StoredRecord> records)
    {
        if (_gap is not null)
        {
            faults.Add($"The records cannot be compared with the history, because {_gap}.");
            return;
        }

        foreach (var record in records)
        {
            if (!_records.Remove(record.Ref, out var expected))
            {
                faults.Add($"Record {record.Ref} is not in the history.");
            }
            else if (expected != (record.Dossier.Value, record.Hash, record.Original))
            {
                faults.Add($"Record {record.Ref} differs from the history{(expected.Hash != record.Hash ? "" : expected.Dossier != record.Dossier.Value ? " in its dossier" : " in its original")}.");
            }
        }

        foreach (var missing in _records.Keys.Order())
        {
            faults.Add($"Record {missing} of the history is missing.");
        }
    }

    private void Apply(HistoryRow row)
    {
        try
        {
            var change = HistoryContent.Read(row.Content, row.Sequence, row.Author, row.Reason);
            foreach (var removed in change.Remove)
            {
                _records.Remove(removed);
            }

            foreach (var put in change.Put)
            {
                _records[put.Ref] = (put.Dossier.Value, put.Hash, put.Original);
            }
        }
        catch (StoreException damaged)
        {
            Break(damaged.Message, $"history line {row.Sequence} cannot be read");
        }
    }
}
