namespace TechGraph.Schema.Graph;

/// <summary>Where the graph rests, for reading.</summary>
public interface IGraphStore
{
    /// <summary>The newest version that this process can see.</summary>
    /// <param name="atLeast">A sequence number that the caller has seen; the answer is that version or a later one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be read, or has not reached <paramref name="atLeast"/>.</exception>
    ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default);

    /// <summary>Where the history stands; reads no record.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default);

    /// <summary>The version at a moment: the newest line of the history that is not later; 0: there was none. Reads no record and no line's content.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default);

    /// <summary>The records as they are stored, in order of kind and id.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default);

    /// <summary>All that was ever changed, oldest first.</summary>
    IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, CancellationToken cancellation = default);

    /// <summary>Since when the store has not answered, so that reads give the last version that was read; null: it answered when last asked.</summary>
    DateTimeOffset? StaleSince { get; }

    /// <summary>Checks history chain, record hashes and references; empty when all is well.</summary>
    Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellation = default);
}

/// <summary>Where the graph rests, for writing.</summary>
public interface IGraphWriter
{
    /// <summary>Writes all of a change set or none of it.</summary>
    /// <param name="changes">What changes; an empty set writes nothing and returns the present sequence.</param>
    /// <param name="expected">The sequence on which the changes were worked out; another writer's commit in between is a conflict.</param>
    /// <param name="cancellation">Gives up before the commit; never in the middle of it.</param>
    /// <returns>The sequence number after the write.</returns>
    /// <exception cref="StoreException">Conflict, disk full, read-only, locked, or a file of a newer format.</exception>
    Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default);

    /// <summary>Writes a line of another store's history as it is: same number, time, author, reason and hash.</summary>
    /// <param name="entry">The line that follows on this store's newest one.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <exception cref="StoreException">
    /// As for <see cref="ApplyAsync"/>; <c>STORE_DIVERGED</c> when the line does not follow on this store's history.
    /// </exception>
    Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default);
}

/// <summary>One line of the append-only history.</summary>
/// <param name="Sequence">Counts from 1 without gaps.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Content">The change set as canonical JSON.</param>
/// <param name="Hash">SHA-256 over the previous hash and all of the above, lower-case hex.</param>
public sealed record HistoryEntry(long Sequence, DateTimeOffset At, string Author, string Reason, string Content, string Hash);

/// <summary>The end of a history. Two stores with the same head hold the same graph, come to in the same way.</summary>
/// <param name="Sequence">The newest line's number; 0: nothing was ever written.</param>
/// <param name="Hash">The newest line's hash.</param>
public readonly record struct GraphHead(long Sequence, string Hash);

/// <summary>The store cannot do what was asked; the message is one sentence for people.</summary>
public sealed class StoreException : Exception
{
    /// <summary>With a code of docs/problems.md and a sentence.</summary>
    public StoreException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>A stable code, such as <c>STORE_READ_ONLY</c>.</summary>
    public string Code { get; }
}
