using TechGraph.Schema.Graph;

namespace TechGraph.Ingest.Loading;

/// <summary>Keeps a <see cref="Book"/> of a store's records and follows the store's history with it. Not safe for concurrent use.</summary>
internal sealed class BookKeeper(IGraphStore store)
{
    private Book? _book;
    private GraphHead _head;
    private long _settled;

    /// <summary>The book of the newest version, and which that is.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<(Book Book, long Sequence)> ReadAsync(CancellationToken cancellation)
    {
        var head = await store.HeadAsync(cancellation);
        if (_book is null || (head != _head && !await FollowAsync(_book, cancellation)))
        {
            // Should somebody write between the two, the write that follows is refused as a conflict, and the next look works the rest in.
            _book = new Book(await store.RecordsAsync(cancellation));
            _head = head;
        }

        return (_book, _head.Sequence);
    }

    /// <summary>Notes that a load came to its end: at that version every record stands as it should.</summary>
    public void Settle(long sequence)
    {
        _settled = sequence;
        _book?.IsSettled = true;
    }

    /// <summary>Forgets the book, where working changes in would take as long as reading everything.</summary>
    public void Drop() => _book = null;

    /// <summary>Works in what was written since; false: the history is not the one that the book knows.</summary>
    private async Task<bool> FollowAsync(Book book, CancellationToken cancellation)
    {
        // Until all is worked in, the book is of no version.
        _book = null;
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

            var isSettled = book.IsSettled;
            book.Apply(HistoryContent.Read(entry));
            book.IsSettled |= isSettled && entry.Sequence <= _settled;
            _head = new GraphHead(entry.Sequence, entry.Hash);
        }

        _book = isKnown ? book : null;
        return isKnown;
    }
}
