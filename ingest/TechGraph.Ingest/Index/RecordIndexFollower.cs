using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Index;

/// <summary>Keeps a <see cref="RecordIndex"/> of a store up to date by following the store's history. Not safe for concurrent use.</summary>
internal sealed class RecordIndexFollower(IGraphStore store)
{
    private RecordIndex? _index;
    private GraphHead _head;
    private long _appliedUpTo;

    /// <summary>The index of the newest version, and its sequence number.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<(RecordIndex Index, long Sequence)> ReadAsync(CancellationToken cancellation)
    {
        var head = await store.HeadAsync(cancellation);
        if (_index is null || (head != _head && !await FollowAsync(_index, cancellation)))
        {
            // If another process writes between the two reads, the next write fails as a conflict and the next read follows the history.
            _index = new RecordIndex(await store.RecordsAsync(cancellation));
            _head = head;
        }

        return (_index, _head.Sequence);
    }

    /// <summary>Notes that a load finished: at this version, judgements and withdrawals are applied to every record.</summary>
    public void MarkCurationApplied(long sequence)
    {
        _appliedUpTo = sequence;
        _index?.IsCurationApplied = true;
    }

    /// <summary>Drops the index when following the history would take as long as reading everything.</summary>
    public void Reset() => _index = null;

    /// <summary>Applies what was written since; false: the history is not the one that the index follows.</summary>
    private async Task<bool> FollowAsync(RecordIndex index, CancellationToken cancellation)
    {
        // Until everything is applied, the index belongs to no version.
        _index = null;
        var isKnown = _head.Sequence == 0;
        await foreach (var entry in store.HistoryAsync(Math.Max(0, _head.Sequence - 1), cancellation))
        {
            if (!isKnown)
            {
                if ((entry.Sequence, entry.Hash) != (_head.Sequence, _head.Hash))
                {
                    return false;
                }

                isKnown = true;
                continue;
            }

            var isSettled = index.IsCurationApplied;
            index.Apply(HistoryContent.Read(entry));
            index.IsCurationApplied |= isSettled && entry.Sequence <= _appliedUpTo;
            _head = new GraphHead(entry.Sequence, entry.Hash);
        }

        _index = isKnown ? index : null;
        return isKnown;
    }
}
