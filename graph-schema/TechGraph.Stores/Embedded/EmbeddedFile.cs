using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TechGraph.Core.Graph;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Embedded;

/// <summary>
/// The open data file. Each use checks that it is still the file at its path, because a file that was moved away can still be read, and
/// its readers would not notice the move. Keeps the head file up to date. One caller at a time.
/// </summary>
internal sealed class EmbeddedFile(EmbeddedOptions options, ILogger log) : IDisposable
{
    private SqliteConnection? _connection;
    private DateTime _created;
    private GraphHead _seen = new(0, HistoryChain.Start);

    /// <summary>Full path.</summary>
    public string Path => options.File;

    /// <summary>Maximum number of pages of the file when it is opened; null: no limit.</summary>
    public int? MaxPages { get; set; }

    /// <summary>Whether versions are brought back from a backup, so that an older or missing file may be written.</summary>
    public bool IsRestoring { get; set; }

    /// <summary>Whether opening the file leaves its head file as it is.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>How often the file was opened; another file may be at the path each time.</summary>
    public int Openings { get; private set; }

    /// <summary>Opens the file at the path, if it is not open.</summary>
    /// <exception cref="StoreException">It cannot be opened, or is lost.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public SqliteConnection Open()
    {
        if (_connection is not null && File.GetCreationTimeUtc(Path) == _created)
        {
            return _connection;
        }

        Close();
        var lost = FindLost();
        CreateFolder();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(options.LockTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            Pragma(connection, "PRAGMA journal_mode = PERSIST");
            Pragma(connection, "PRAGMA synchronous = FULL");
            if (MaxPages is { } pages)
            {
                Pragma(connection, $"PRAGMA max_page_count = {pages}");
            }

            EmbeddedFormat.Prepare(connection, Path, lost);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        (_connection, _created) = (connection, File.GetCreationTimeUtc(Path));
        Openings++;
        CatchUpHeadFile();
        return connection;
    }

    /// <summary>Closes the file. After a failed write the outcome may be unknown, so it is opened again and read next time.</summary>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The newest entry of the history.</summary>
    public GraphHead ReadHead()
    {
        using var command = Command("SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1");
        using var row = command.ExecuteReader();
        var head = row.Read() ? new GraphHead(row.GetInt64(0), row.GetValue(1) as string ?? "") : new GraphHead(0, HistoryChain.Start);
        if (head.Sequence < _seen.Sequence)
        {
            log.WentBack(Path, _seen.Sequence, head.Sequence);
        }

        return _seen = head;
    }

    /// <summary>Compares the head file with the history.</summary>
    public HeadComparison CompareHead() => CompareHead(HeadFile.Read(Path));

    /// <summary>Compares a head file, read before, with the history.</summary>
    public HeadComparison CompareHead(HeadFile head) => HeadComparison.Of(Path, head, ReadHead(), HashAt);

    /// <summary>
    /// Brings a head file that is behind up to date, under the write lock, so that processes do it one after the other. If that fails the
    /// head file stays behind, which the next opening corrects.
    /// </summary>
    /// <param name="isAccepted">Whether a head file that is ahead or different is overwritten too.</param>
    /// <param name="isCommitted">Whether this process has just committed the newest entry.</param>
    /// <returns>What was brought up to date, as the beginning of a sentence; null: nothing.</returns>
    public string? CatchUpHeadFile(bool isAccepted = false, bool isCommitted = false)
    {
        if (!isCommitted && (IsReadOnly || CompareHead().Note is null))
        {
            return null;
        }

        try
        {
            // Nothing is written in this transaction: it only keeps other writers away.
            using var transaction = _connection!.BeginTransaction(deferred: false);
            var compared = CompareHead();
            if (!(compared.State is HeadState.Behind or HeadState.Unreadable || isAccepted) || !(isCommitted || IsWholeAfter(compared.Named)))
            {
                return null;
            }

            HeadFile.Write(Path, compared.Last);
            if (!isCommitted && compared.Note is { } note)
            {
                log.HeadCaughtUp(note, compared.Last.Sequence);
            }

            return compared.Note;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || failure is SqliteException { SqliteErrorCode: 5 or 6 or 8 })
        {
            if (isCommitted)
            {
                log.HeadNotWritten(failure.Message);
            }

            return null;
        }
    }

    /// <summary>Writes a head file that names an entry which is still to come, unless it already names a later one.</summary>
    /// <exception cref="StoreException"><c>STORE_IO</c>.</exception>
    public void ExpectHead(GraphHead goal)
    {
        using var transaction = _connection!.BeginTransaction(deferred: false);
        var compared = CompareHead();
        if (compared.Problem is not null || compared.Last.Sequence >= goal.Sequence)
        {
            return;
        }

        try
        {
            HeadFile.Write(Path, goal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("STORE_IO", $"\"{HeadFile.PathOf(Path)}\" cannot be written: {failure.Message} Nothing was restored.", failure);
        }
    }

    /// <summary>Entries of the history after a number, as they are stored.</summary>
    public IEnumerable<HistoryRow> History(long after)
    {
        using var command = Command($"SELECT {EmbeddedRows.HistoryColumns} FROM history WHERE sequence > $after ORDER BY sequence", ("$after", after));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return EmbeddedRows.History(row);
        }
    }

    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => Close();

    /// <summary>The version that a file at the path must have had; null: the file may be new. A missing file is an error in that case.</summary>
    private GraphHead? FindLost()
    {
        if (IsRestoring)
        {
            return null;
        }

        var named = HeadFile.Read(Path).Head is { } head && head.Sequence > _seen.Sequence ? head : _seen;
        return named.Sequence == 0 ? null : File.Exists(Path) ? named : throw HeadComparison.Missing(Path, named);
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new StoreException(
                "STORE_OPEN", $"The folder of \"{Path}\" cannot be created: {error.Message} Choose another with TechGraph__Data.", error);
        }
    }

    private bool IsWholeAfter(GraphHead named)
    {
        var previous = named.Sequence == 0 ? HistoryChain.Start : named.Hash;
        var last = named.Sequence;
        foreach (var row in History(named.Sequence))
        {
            if (row.Sequence != last + 1 || row.HashAfter(previous) != row.Hash)
            {
                return false;
            }

            (previous, last) = (row.Hash, row.Sequence);
        }

        return true;
    }

    private string? HashAt(long sequence)
    {
        using var command = Command("SELECT hash FROM history WHERE sequence = $sequence", ("$sequence", sequence));
        return command.ExecuteScalar() as string;
    }

    private static void Pragma(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
