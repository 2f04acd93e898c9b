using TechGraph.Core.Parsing;

namespace TechGraph.Core.Graph;

/// <summary>Reads the stored graph.</summary>
public interface IGraphStore
{
    /// <summary>The newest version that this process can see.</summary>
    /// <param name="atLeast">A sequence number that the caller has seen; the result is that version or a later one.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="StoreException">The store cannot be read, or has not reached <paramref name="atLeast"/>.</exception>
    ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default);

    /// <summary>The newest entry of the history. Reads no record.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The version at a moment: the sequence number of the newest history entry that is not later; 0: there was none. Reads no record and
    /// no content of the history.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default);

    /// <summary>The records as they are stored, in order of kind and id.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default);

    /// <summary>All history entries, oldest first.</summary>
    IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, CancellationToken cancellation = default);

    /// <summary>When the store stopped answering, so that reads return the last version read before; null: it answered the last query.</summary>
    DateTimeOffset? StaleSince { get; }

    /// <summary>What is wrong with the stored data although reads are answered, as the last read found it; null: nothing is known to be wrong.</summary>
    StoreProblem? Problem { get; }

    /// <summary>Checks every stored value against the history, and the history against its chain of hashes. Continues after each fault.</summary>
    /// <exception cref="StoreException">The store cannot be read at all.</exception>
    Task<VerifyResult> VerifyAsync(CancellationToken cancellation = default);
}

/// <summary>Writes the stored graph.</summary>
public interface IGraphWriter
{
    /// <summary>Writes all of a change set or none of it.</summary>
    /// <param name="changes">The changes; an empty set writes nothing and returns the current sequence number.</param>
    /// <param name="expected">The sequence number for which the changes were computed. If another writer committed since, the write is a conflict.</param>
    /// <param name="cancellation">Stops before the commit, never in the middle of it.</param>
    /// <returns>The sequence number after the write.</returns>
    /// <exception cref="StoreException">Conflict, disk full, read-only, locked, or a file of a newer format.</exception>
    Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default);

    /// <summary>Checks that the store may be written, before work is done that would be lost.</summary>
    /// <exception cref="StoreException"><c>STORE_OLDER</c>, <c>STORE_REPLACED</c>, <c>STORE_MISSING</c>: the data file is not the one that was last written.</exception>
    ValueTask CheckWritableAsync(CancellationToken cancellation = default);

    /// <summary>Writes an entry of another store's history unchanged: the same number, time, author, reason and hash.</summary>
    /// <param name="entry">The entry that follows this store's newest one.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <exception cref="StoreException">As for <see cref="ApplyAsync"/>; <c>STORE_DIVERGED</c> if the entry does not follow this store's history.</exception>
    Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default);
}

/// <summary>One entry of the append-only history.</summary>
/// <param name="Sequence">Counts from 1 without gaps.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Content">The change set as canonical JSON.</param>
/// <param name="Hash">SHA-256 over the previous hash and all of the above, lower-case hex.</param>
public sealed record HistoryEntry(long Sequence, DateTimeOffset At, string Author, string Reason, string Content, string Hash);

/// <summary>The end of a history. Two stores with the same head hold the same graph and the same history.</summary>
/// <param name="Sequence">Number of the newest entry; 0: nothing was ever written.</param>
/// <param name="Hash">Hash of the newest entry.</param>
public readonly record struct GraphHead(long Sequence, string Hash);

/// <summary>The store cannot do what was requested. The message is one sentence for people.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Takes a code of docs/problems.md and a sentence.</summary>
    public StoreException(string code, string message, Exception? cause = null)
        : base(SafeText.Message(message), cause) => Code = code;

    /// <summary>A stable code, such as <c>STORE_READ_ONLY</c>.</summary>
    public string Code { get; }
}
