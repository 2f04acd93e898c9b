namespace TechGraph.Stores.Cypher;

/// <summary>All that the store asks of a server: run a statement with parameters, get rows. Another driver takes its place by this alone.</summary>
public interface ICypher
{
    /// <summary>Runs one statement in a transaction of its own, and gives its rows as they arrive.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="access">Whether it may write.</param>
    /// <param name="cancellation">Gives up, and ends the statement on the server.</param>
    /// <exception cref="CypherException">
    /// The server refused or failed, also after the first rows: rows count only when the enumeration ends without it.
    /// </exception>
    IAsyncEnumerable<CypherRow> StreamAsync(CypherStatement statement, CypherAccess access, CancellationToken cancellation = default);

    /// <summary>Opens a transaction of several statements; without a commit nothing of it stays.</summary>
    /// <exception cref="CypherException">The server refused or failed.</exception>
    Task<ICypherTransaction> BeginAsync(CancellationToken cancellation = default);
}

/// <summary>A transaction of several statements. Disposing it without a commit rolls it back.</summary>
public interface ICypherTransaction : IAsyncDisposable
{
    /// <summary>Runs a statement inside it and gives all its rows.</summary>
    /// <exception cref="CypherException">The server refused or failed; the transaction is gone then.</exception>
    Task<IReadOnlyList<CypherRow>> RunAsync(CypherStatement statement, CancellationToken cancellation = default);

    /// <summary>Runs a last statement and makes all of it last, in one request: there is no moment in between at which we could be lost.</summary>
    /// <param name="last">The last statement; null: none.</param>
    /// <param name="cancellation">Gives up; the outcome is not known then.</param>
    /// <exception cref="CypherException">It failed and nothing stays; or its outcome is not known.</exception>
    Task CommitAsync(CypherStatement? last = null, CancellationToken cancellation = default);
}

/// <summary>Whether a statement may write.</summary>
public enum CypherAccess
{
    /// <summary>The server refuses to write for it.</summary>
    Read,

    /// <summary>It may write.</summary>
    Write,
}

/// <summary>A statement; data stands in parameters only.</summary>
/// <param name="Text">Cypher.</param>
public sealed record CypherStatement(string Text)
{
    /// <summary>Values by name: null, text, truth values, whole numbers, doubles, dates, lists and maps of these.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>One row of an answer: null, <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="DateOnly"/>, lists and maps.</summary>
public sealed record CypherRow(IReadOnlyList<object?> Values)
{
    /// <summary>A value that is there.</summary>
    public T Get<T>(int column) => (T)Values[column]!;
}

/// <summary>Short ways to ask.</summary>
public static class CypherExtensions
{
    /// <summary>All rows of a statement, once the whole answer has arrived without an error.</summary>
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
