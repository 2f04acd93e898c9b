namespace TechGraph.Stores.Cypher;

/// <summary>Runs Cypher statements on a server: a statement with parameters in, rows out. It is all that another driver must implement.</summary>
public interface ICypher
{
    /// <summary>Runs one statement in its own transaction, and returns its rows as they arrive.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="access">Whether it may write.</param>
    /// <param name="cancellation">Stops waiting, and ends the statement on the server.</param>
    /// <exception cref="CypherException">
    /// The server refused or failed, possibly after the first rows: rows count only if the enumeration ends without an exception.
    /// </exception>
    IAsyncEnumerable<CypherRow> StreamAsync(CypherStatement statement, CypherAccess access, CancellationToken cancellation = default);

    /// <summary>Opens a transaction of several statements. Without a commit nothing is written.</summary>
    /// <exception cref="CypherException">The server refused or failed.</exception>
    Task<ICypherTransaction> BeginAsync(CancellationToken cancellation = default);
}

/// <summary>A transaction of several statements. Disposing it without a commit rolls it back.</summary>
public interface ICypherTransaction : IAsyncDisposable
{
    /// <summary>Runs a statement in the transaction and returns all its rows.</summary>
    /// <exception cref="CypherException">The server refused or failed; the transaction has ended.</exception>
    Task<IReadOnlyList<CypherRow>> RunAsync(CypherStatement statement, CancellationToken cancellation = default);

    /// <summary>Runs a last statement and commits, in one request, so that no crash can come between the two.</summary>
    /// <param name="last">The last statement; null: none.</param>
    /// <param name="cancellation">Stops waiting; the outcome is then unknown.</param>
    /// <exception cref="CypherException">It failed and nothing was written; or its outcome is unknown.</exception>
    Task CommitAsync(CypherStatement? last = null, CancellationToken cancellation = default);
}

/// <summary>Whether a statement may write.</summary>
public enum CypherAccess
{
    /// <summary>The server refuses writes.</summary>
    Read,

    /// <summary>It may write.</summary>
    Write,
}

/// <summary>A statement; data is passed only in parameters.</summary>
/// <param name="Text">Cypher.</param>
public sealed record CypherStatement(string Text)
{
    /// <summary>Values by name: null, text, booleans, integers, doubles, dates, and lists and maps of these.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;

    /// <summary>Time limit of one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// One row of a result. Values are null, <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="DateOnly"/>, lists and maps.
/// </summary>
public sealed record CypherRow(IReadOnlyList<object?> Values)
{
    /// <summary>A value that is not null.</summary>
    public T Get<T>(int column) => (T)Values[column]!;
}

/// <summary>Shorthands for <see cref="ICypher"/>.</summary>
public static class CypherExtensions
{
    /// <summary>All rows of a statement, after the complete result has arrived without an error.</summary>
    public static async Task<IReadOnlyList<CypherRow>> RunAsync(
        this ICypher cypher, CypherStatement statement, CypherAccess access = CypherAccess.Read, CancellationToken cancellation = default)
    {
        var rows = new List<CypherRow>();
        await foreach (var row in cypher.StreamAsync(statement, access, cancellation).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
