using System.Globalization;
using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Stores.Embedded;

namespace TechGraph.Ingest.Workers;

/// <summary>The ledger's file: a rollback journal, full durability, one statement at a time; several processes may share it.</summary>
internal sealed class LedgerFile(string file, TimeSpan lockWait) : IDisposable
{
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    public string File => file;

    /// <summary>Maximum number of pages of the file when it is opened; null: no limit.</summary>
    public int? MaxPages { get; set; }

    /// <summary>Runs work in a transaction, completely or not at all; durable when it returns.</summary>
    /// <exception cref="StoreException">The file cannot be read or written.</exception>
    public T Write<T>(Func<T> work) => RunLocked(() =>
    {
        // Takes the write lock first, so that what is read is still current when it is written.
        using var transaction = _connection!.BeginTransaction(deferred: false);
        var result = work();
        transaction.Commit();
        return result;
    });

    /// <summary>Reads one state of the file.</summary>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public T Read<T>(Func<T> work) => RunLocked(() =>
    {
        using var transaction = _connection!.BeginTransaction(deferred: true);
        return work();
    });

    /// <summary>Writes a copy of one state of the file.</summary>
    /// <exception cref="StoreException">The file cannot be read, or the copy cannot be written.</exception>
    public void CopyTo(string copy) => RunLocked(() => Execute("VACUUM INTO $file", ("$file", copy)));

    public SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public long Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private T RunLocked<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                Open();
                return work();
            }
            catch (SqliteException error)
            {
                // After a failed write the outcome may be unknown, so the file is opened again and read next time.
                Close();
                throw StoreErrors.Of(error, file, "TechGraph__Intake__Ledger");
            }
        }
    }

    private void Open()
    {
        if (_connection is not null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new StoreException("STORE_OPEN", $"The folder of the ledger \"{file}\" cannot be created: {error.Message}", error);
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(lockWait.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL;" + (MaxPages is { } pages ? $"PRAGMA max_page_count = {pages};" : "");
            command.ExecuteNonQuery();
            LedgerFormat.Prepare(connection, file);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connection = connection;
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
