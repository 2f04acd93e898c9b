using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Index;

/// <summary>Keeps a <see cref="RecordIndex"/> of a store's records and follows the store's history with it. Not safe for concurrent use.</summary>
internal sealed class RecordIndexFollower(IGraphStore store)
{
    private RecordIndex? _index;
    private GraphHead _head;
    private long _appliedUpTo;

    /// <summary>The book of the newest version, and which that is.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<(RecordIndex Book, long Sequence)> ReadAsync(CancellationToken cancellation)
    {
        var head = await store.HeadAsync(cancellation);
        if (_index is null || (head != _head && !await FollowAsync(_index, cancellation)))
        {
            // Should somebody write between the two, the write that follows is refused as a conflict, and the next look works the rest in.
            _index = new RecordIndex(await store.RecordsAsync(cancellation));
            _head = head;
        }

        return (_index, _head.Sequence);
    }

    /// <summary>Notes that a load came to its end: at that version every record stands as it should.</summary>
    public void MarkCurationApplied(long sequence)
    {
        _appliedUpTo = sequence;
        _index?.IsCurationApplied = true;
    }

    /// <summary>Forgets the book, where working changes in would take as long as reading everything.</summary>
    public void Reset() => _index = null;

    /// <summary>Works in what was written since; false: the history is not the one that the book knows.</summary>
    private async Task<bool> FollowAsync(RecordIndex index, CancellationToken cancellation)
    {
        // Until all is worked in, the book is of no version.
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
