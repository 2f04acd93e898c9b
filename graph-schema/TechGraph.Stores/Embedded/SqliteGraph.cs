using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.History;
using TechGraph.Stores.View;

namespace TechGraph.Stores.Embedded;

/// <summary>
/// The embedded store: one SQLite file with a rollback journal and full durability, read through an immutable view in memory. Several
/// processes may share the file; each notices the others' commits. Safe for concurrent use.
/// </summary>
public sealed class SqliteGraph : IGraphStore, IGraphWriter, IDisposable
{
    private static readonly RecordKind[] Kinds = Enum.GetValues<RecordKind>();

    private readonly EmbeddedOptions _options;
    private readonly TimeProvider _time;
    private readonly Terms _terms;
    private readonly SemaphoreSlim _gate = new(1);
    private SqliteConnection? _connection;
    private MemoryGraph? _view;
    private long _dataVersion;
    private long _refreshedAt;

    /// <summary>Creates a store; the file is opened, and created if needed, at its first use.</summary>
    public SqliteGraph(IOptions<EmbeddedOptions> options, TimeProvider time, Terms? terms = null)
    {
        _options = options.Value;
        _time = time;
        _terms = terms ?? Terms.Shipped;
    }

    /// <summary>Full path of the file.</summary>
    public string File => _options.File;

    /// <summary>Most pages of the file; null: no limit. Tests use it to simulate a full disk; it applies when the file is next opened.</summary>
    internal int? MaxPages { get; set; }

    /// <inheritdoc/>
    public async ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default)
    {
        var known = Volatile.Read(ref _view);
        if (known is not null && known.Version.Sequence >= atLeast && _time.GetElapsedTime(Volatile.Read(ref _refreshedAt)) < _options.RefreshInterval)
        {
            return known;
        }

        return await RunLockedAsync(
            () =>
            {
                var view = Refresh();
                return view.Version.Sequence >= atLeast
                    ? view
                    : throw new StoreException("STORE_BEHIND", $"The store is at version {view.Version.Sequence}; version {atLeast} was requested. Try again.");
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default) => await RunLockedAsync(
        () =>
        {
            Open();
            var (sequence, hash) = Head();
            return new GraphHead(sequence, hash);
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) => await RunLockedAsync(
        () =>
        {
            Open();
            return Scalar("SELECT coalesce(max(sequence), 0) FROM history WHERE at <= $at", ("$at", HistoryChain.Time(moment)));
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default) =>
        await RunLockedAsync(ReadRecords, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        const int Page = 100;

        // An entry may be large, and other callers wait while a page is read.
        const int PageCharacters = 1 << 20;
        while (true)
        {
            var from = after;
            var page = await RunLockedAsync(() => ReadHistory(from, Page, PageCharacters), cancellation);
            foreach (var entry in page)
            {
                yield return entry;
                after = entry.Sequence;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public Task<long> ApplyAsync(ChangeSet changes, long expected, CancellationToken cancellation = default)
    {
        changes.RefuseTooLarge();

        return RunLockedAsync(() => Apply(changes, expected, _time.GetUtcNow()), cancellation);
    }

    /// <inheritdoc/>
    public Task AppendAsync(HistoryEntry entry, CancellationToken cancellation = default) => RunLockedAsync(
        () =>
        {
            Open();
            var (sequence, previous) = Head();
            return Apply(HistoryChain.Follow(entry, sequence, previous), sequence, entry.At);
        },
        cancellation);

    /// <inheritdoc/>
    public DateTimeOffset? StaleSince => null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellation = default) =>
        RunLockedAsync(() => StoreVerify.Run(ReadRecords(), AllHistory(), HeadFile.Read(File)), cancellation);

    /// <summary>Writes a complete copy of one version to a new file, with its head file.</summary>
    internal Task VacuumIntoAsync(string file, CancellationToken cancellation) => RunLockedAsync(
        () =>
        {
            Open();
            Execute("VACUUM INTO $file", ("$file", file));

            // The copy may be newer than the version read above, so its own history is used.
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            copy.Open();
            using var command = copy.CreateCommand();
            command.CommandText = "SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1";
            using var reader = command.ExecuteReader();
            if (reader.Read())
            {
                HeadFile.Write(file, reader.GetInt64(0), reader.GetString(1));
            }

            return true;
        },
        cancellation);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _connection?.Dispose();
        _gate.Dispose();
    }

    private long Apply(ChangeSet changes, long expected, DateTimeOffset time)
    {
        var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var (sequence, previous) = Head();
        if (sequence != expected)
        {
            throw new StoreException("STORE_CONFLICT", $"Another process has written in between: version {expected} is now version {sequence}. Try again.");
        }

        if (changes.IsEmpty)
        {
            return sequence;
        }

        foreach (var reference in changes.Remove)
        {
            Execute($"DELETE FROM {Table(reference.Kind)} WHERE id = $id", ("$id", reference.Id));
        }

        foreach (var record in changes.Put)
        {
            Execute(
                $"INSERT INTO {Table(record.Ref.Kind)} (id, dossier, hash, record, original) VALUES ($id, $dossier, $hash, $record, $original) "
                + "ON CONFLICT (id) DO UPDATE SET dossier = excluded.dossier, hash = excluded.hash, record = excluded.record, original = excluded.original",
                ("$id", record.Ref.Id),
                ("$dossier", record.Dossier.Value),
                ("$hash", record.Hash),
                ("$record", record.Json),
                ("$original", (object?)record.Original ?? DBNull.Value));
        }

        var at = HistoryChain.Time(time);
        var content = HistoryContent.Write(changes);
        var hash = HistoryChain.Hash(previous, sequence + 1, at, changes.Author, changes.Reason, content);
        Execute(
            "INSERT INTO history (sequence, at, author, reason, content, hash) VALUES ($sequence, $at, $author, $reason, $content, $hash)",
            ("$sequence", sequence + 1),
            ("$at", at),
            ("$author", changes.Author),
            ("$reason", changes.Reason),
            ("$content", content),
            ("$hash", hash));
        transaction.Commit();
        HeadFile.Write(File, sequence + 1, hash);
        _view = null;
        return sequence + 1;
    }

    /// <summary>The newest view; it is read again only if some process has written since.</summary>
    private MemoryGraph Refresh()
    {
        Open();
        var version = Scalar("PRAGMA data_version");
        var known = _view;
        if (known is null || version != _dataVersion)
        {
            using var transaction = _connection!.BeginTransaction(deferred: true);
            var (sequence, _) = Head();
            if (known?.Version.Sequence != sequence)
            {
                known = MemoryGraph.Build(_terms, sequence, ReadRecords());
            }

            transaction.Commit();
            _dataVersion = version;
            Volatile.Write(ref _view, known);
        }

        Volatile.Write(ref _refreshedAt, _time.GetTimestamp());
        return known;
    }

    private SqliteConnection Open()
    {
        if (_connection is not null)
        {
            return _connection;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new StoreException(
                "STORE_OPEN", $"The folder of \"{File}\" cannot be created: {error.Message} Choose another with TechGraph__Data.", error);
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(_options.LockTimeout.TotalSeconds),
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

            EmbeddedFormat.Prepare(connection, File);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return _connection = connection;
    }

    private (long Sequence, string Hash) Head()
    {
        using var command = Command("SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : (0, HistoryChain.Start);
    }

    private List<StoredRecord> ReadRecords()
    {
        Open();
        var records = new List<StoredRecord>();
        foreach (var kind in Kinds)
        {
            using var command = Command($"SELECT id, dossier, hash, record, original FROM {Table(kind)}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                records.Add(new StoredRecord(
                    new RecordRef(kind, reader.GetString(0)), new DossierId(reader.GetString(1)), reader.GetString(3), reader.GetString(2))
                {
                    Original = reader.IsDBNull(4) ? null : reader.GetString(4),
                });
            }
        }

        records.Sort((a, b) => a.Ref.CompareTo(b.Ref));
        return records;
    }

    private List<HistoryEntry> AllHistory() => ReadHistory(0, int.MaxValue);

    private List<HistoryEntry> ReadHistory(long after, int most, int mostCharacters = int.MaxValue)
    {
        Open();
        using var command = Command(
            "SELECT sequence, at, author, reason, content, hash FROM history WHERE sequence > $after ORDER BY sequence LIMIT $most",
            ("$after", after),
            ("$most", most));
        using var reader = command.ExecuteReader();
        var entries = new List<HistoryEntry>();
        for (var characters = 0; characters < mostCharacters && reader.Read(); characters += entries[^1].Content.Length)
        {
            entries.Add(new HistoryEntry(
                reader.GetInt64(0),
                DateTimeOffset.Parse(reader.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetString(5)));
        }

        return entries;
    }

    // SQLite's calls are not asynchronous; they run one at a time on the caller's thread.
    private async Task<T> RunLockedAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            // After a failed write the outcome may be unknown, so the file is opened again and read next time.
            _connection?.Dispose();
            _connection = null;
            throw StoreErrors.Of(error, File);
        }
        finally
        {
            _gate.Release();
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Pragma(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Table(RecordKind kind) => EnumText.Kebab(kind);
}
