using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
    private readonly EmbeddedFile _file;
    private readonly TimeProvider _time;
    private readonly Terms _terms;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _gate = new(1);
    private MemoryGraph? _view;
    private GraphHead _viewHead;
    private (int Opening, long Version) _dataVersion;
    private long _refreshedAt;

    /// <summary>Creates a store; the file is opened, and created if needed, at its first use.</summary>
    public SqliteGraph(IOptions<EmbeddedOptions> options, TimeProvider time, Terms? terms = null, ILogger<SqliteGraph>? log = null)
    {
        _options = options.Value;
        _time = time;
        _terms = terms ?? Terms.Shipped;
        _log = log ?? NullLogger<SqliteGraph>.Instance;
        _file = new EmbeddedFile(_options, _log);
    }

    /// <summary>Full path of the file.</summary>
    public string File => _options.File;

    /// <summary>Whether there is a data file, or a head file that names a version and so proves that there was one.</summary>
    public bool IsThere => System.IO.File.Exists(File) || HeadFile.Read(File).Head is { Sequence: > 0 };

    /// <summary>Maximum number of pages of the file; null: no limit. Tests use it to simulate a full disk; it applies when the file is next opened.</summary>
    internal int? MaxPages
    {
        set => _file.MaxPages = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <inheritdoc/>
    public StoreProblem? Problem { get; private set; }

    /// <summary>
    /// Allows <see cref="AppendAsync"/> to bring back missing versions: the file may be older than its head file says, or not exist. The
    /// head file names <paramref name="goal"/> from now on, so that a restore that is interrupted does not look complete.
    /// </summary>
    /// <param name="goal">The newest entry to restore. If the head file names a later one, it stays.</param>
    /// <param name="cancellation">Stops before anything is changed.</param>
    /// <exception cref="StoreException">The file cannot be opened or written.</exception>
    public Task AllowRestoreAsync(GraphHead goal, CancellationToken cancellation = default) => RunLockedAsync(
        () =>
        {
            _file.IsRestoring = true;
            _file.Open();
            _file.ExpectHead(goal);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<IGraphView> ReadAsync(long atLeast = 0, CancellationToken cancellation = default)
    {
        var known = Volatile.Read(ref _view);
        if (known is not null && known.Version.Sequence >= atLeast && _time.GetElapsedTime(Volatile.Read(ref _refreshedAt)) < _options.RefreshInterval)
        {
            return known;
        }

        var view = await RunLockedAsync(RefreshOrKeep, cancellation);
        return view.Version.Sequence >= atLeast
            ? view
            : throw new StoreException("STORE_BEHIND", $"The store is at version {view.Version.Sequence}; version {atLeast} was requested. Try again.");
    }

    /// <inheritdoc/>
    public async ValueTask<GraphHead> HeadAsync(CancellationToken cancellation = default) => await RunLockedAsync(
        () =>
        {
            _file.Open();
            return _file.ReadHead();
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<long> SequenceAtAsync(DateTimeOffset moment, CancellationToken cancellation = default) => await RunLockedAsync(
        () =>
        {
            _file.Open();
            return _file.Scalar("SELECT coalesce(max(sequence), 0) FROM history WHERE at <= $at", ("$at", HistoryChain.Time(moment)));
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> RecordsAsync(CancellationToken cancellation = default) =>
        await RunLockedAsync(
            () =>
            {
                _file.Open();
                return ReadRecords();
            },
            cancellation);

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
            _file.Open();
            if (HeadFile.Read(File).Head is { } named && named.Sequence == entry.Sequence && named.Hash != entry.Hash)
            {
                throw new StoreException(
                    "STORE_DIVERGED", $"Version {entry.Sequence} to be written is not the version {entry.Sequence} that the head file of \"{File}\" names. Copy into an empty folder.");
            }

            var (sequence, previous) = _file.ReadHead();
            return Apply(HistoryChain.ReadNext(entry, sequence, previous), sequence, entry.At, isAppended: true);
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask CheckWritableAsync(CancellationToken cancellation = default) => await RunLockedAsync(
        () =>
        {
            _file.Open();
            RefuseUnwritable(_file.CompareHead());
            return true;
        },
        cancellation);

    /// <summary>
    /// Keeps a data file that is older than its head file says, or has another history, and records that in the history: the versions that
    /// are missing are given up.
    /// </summary>
    /// <param name="author">Who decides.</param>
    /// <param name="reason">Why; empty: no reason given.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>The version after it; null: the head file and the history agree, so there is nothing to accept.</returns>
    public Task<long?> AcceptOlderAsync(string author, string reason, CancellationToken cancellation = default) => RunLockedAsync(
        () =>
        {
            _file.Open();
            var compared = _file.CompareHead();
            if (compared.Problem is null)
            {
                return (long?)null;
            }

            var decision = $"accepted the data file at version {compared.Last.Sequence}; the head file named version {compared.Named.Sequence} ({compared.Named.Hash})";
            return Apply(
                new ChangeSet(author, reason.Length == 0 ? decision : $"{decision}: {reason}", [], []), compared.Last.Sequence, _time.GetUtcNow(), isAccepted: true);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<VerifyResult> VerifyAsync(CancellationToken cancellation = default) => RunLockedAsync(() => EmbeddedVerify.Run(_file), cancellation);

    /// <summary>Writes a complete copy of one version to a new file, with its head file.</summary>
    internal Task VacuumIntoAsync(string file, CancellationToken cancellation) => RunLockedAsync(
        () =>
        {
            _file.Open();
            _file.Execute("VACUUM INTO $file", ("$file", file));

            // The copy may be newer than the version read above, so its own history is used.
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            copy.Open();
            using var command = copy.CreateCommand();
            command.CommandText = "SELECT sequence, hash FROM history ORDER BY sequence DESC LIMIT 1";
            using var reader = command.ExecuteReader();
            HeadFile.Write(file, reader.Read() ? new GraphHead(reader.GetInt64(0), reader.GetString(1)) : new GraphHead(0, HistoryChain.Start));
            return true;
        },
        cancellation);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _gate.Dispose();
    }

    /// <summary>Opens a file that is only read: its head file stays as it is.</summary>
    internal static SqliteGraph OpenBackup(string file) => new(new EmbeddedOptions { Data = file });

    private SqliteGraph(EmbeddedOptions options)
        : this(Options.Create(options), TimeProvider.System) => _file = new EmbeddedFile(options, _log) { IsReadOnly = true };

    /// <param name="changes">The change set.</param>
    /// <param name="expected">The version that it follows.</param>
    /// <param name="time">When it is recorded.</param>
    /// <param name="isAppended">Whether it is an entry of another store, which is written even if it changes no record.</param>
    /// <param name="isAccepted">Whether a person accepts that the head file is ahead or different.</param>
    private long Apply(ChangeSet changes, long expected, DateTimeOffset time, bool isAppended = false, bool isAccepted = false)
    {
        var connection = _file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var compared = _file.CompareHead();
        if (!isAccepted)
        {
            RefuseUnwritable(compared);
        }

        var (sequence, previous) = compared.Last;
        if (sequence != expected)
        {
            throw new StoreException("STORE_CONFLICT", $"Another process has written in between: version {expected} is now version {sequence}. Try again.");
        }

        if (changes.IsEmpty && !isAppended && !isAccepted)
        {
            return sequence;
        }

        foreach (var reference in changes.Remove)
        {
            _file.Execute($"DELETE FROM {EmbeddedRows.Table(reference.Kind)} WHERE id = $id", ("$id", reference.Id));
        }

        foreach (var record in changes.Put)
        {
            _file.Execute(
                $"INSERT INTO {EmbeddedRows.Table(record.Ref.Kind)} (id, dossier, hash, record, original) VALUES ($id, $dossier, $hash, $record, $original) "
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
        _file.Execute(
            "INSERT INTO history (sequence, at, author, reason, content, hash) VALUES ($sequence, $at, $author, $reason, $content, $hash)",
            ("$sequence", sequence + 1),
            ("$at", at),
            ("$author", changes.Author),
            ("$reason", changes.Reason),
            ("$content", content),
            ("$hash", hash));
        transaction.Commit();
        transaction.Dispose();
        _view = null;
        _file.CatchUpHeadFile(isAccepted, isCommitted: true);
        return sequence + 1;
    }

    private void RefuseUnwritable(HeadComparison compared)
    {
        if (compared.Problem is { } problem && !_file.IsRestoring)
        {
            throw problem.ToException();
        }
    }

    /// <summary>The newest view. If the file can no longer be read, the last one is kept, and the problem is reported.</summary>
    private MemoryGraph RefreshOrKeep()
    {
        try
        {
            var view = Refresh(out var problem);
            StaleSince = null;
            Report(problem, view);
            return view;
        }
        catch (Exception failure) when (_view is not null && AsProblem(failure) is not null)
        {
            _file.Close();
            StaleSince ??= _time.GetUtcNow();
            Volatile.Write(ref _refreshedAt, _time.GetTimestamp());
            Report(AsProblem(failure), _view);
            return _view;
        }
    }

    /// <summary>A failure that lasts until somebody repairs the file; null: any other.</summary>
    private StoreProblem? AsProblem(Exception failure) =>
        (failure as StoreException ?? (failure is SqliteException error ? StoreErrors.Of(error, File) : null)) is
        { Code: "STORE_MISSING" or "STORE_DAMAGED" or "STORE_FOREIGN" or "STORE_NEWER" or "STORE_IO" or "STORE_OPEN" } lasting
            ? new StoreProblem(lasting.Code, lasting.Message)
            : null;

    private void Report(StoreProblem? problem, MemoryGraph view)
    {
        if (problem is not null && problem.Code != Problem?.Code)
        {
            _log.ProblemFound(problem.Code, problem.Message, view.Version.Sequence);
        }
        else if (problem is null && Problem is not null)
        {
            _log.ProblemOver(Problem.Code);
        }

        Problem = problem;
    }

    /// <summary>The newest view; it is read again only if some process has written since.</summary>
    private MemoryGraph Refresh(out StoreProblem? problem)
    {
        var connection = _file.Open();
        var version = (_file.Openings, _file.Scalar("PRAGMA data_version"));
        var known = _view;
        problem = Problem;
        if (known is null || version != _dataVersion)
        {
            // Read before the history: another process may commit in between.
            var headFile = HeadFile.Read(File);
            using var transaction = connection.BeginTransaction(deferred: true);
            var compared = _file.CompareHead(headFile);
            problem = compared.Problem;
            if (known is null || compared.Last != _viewHead)
            {
                known = MemoryGraph.Build(_terms, compared.Last.Sequence, ReadRecords());
            }

            transaction.Commit();
            (_dataVersion, _viewHead) = (version, compared.Last);
            Volatile.Write(ref _view, known);
        }

        Volatile.Write(ref _refreshedAt, _time.GetTimestamp());
        return known;
    }

    /// <summary>Reads the open file. It must not be opened again here, because a transaction may be open.</summary>
    private List<StoredRecord> ReadRecords()
    {
        var records = new List<StoredRecord>();
        foreach (var kind in Kinds)
        {
            using var command = _file.Command($"SELECT {EmbeddedRows.RecordColumns} FROM {EmbeddedRows.Table(kind)}");
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                records.Add(EmbeddedRows.Record(kind, row));
            }
        }

        records.Sort((a, b) => a.Ref.CompareTo(b.Ref));
        return records;
    }

    private List<HistoryEntry> ReadHistory(long after, int most, int mostCharacters)
    {
        _file.Open();
        var entries = new List<HistoryEntry>();
        var characters = 0;
        foreach (var row in _file.History(after).Take(most).TakeWhile(_ => characters < mostCharacters))
        {
            entries.Add(row.ToEntry());
            characters += row.Content.Length;
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
            _file.Close();
            throw StoreErrors.Of(error, File);
        }
        finally
        {
            _gate.Release();
        }
    }
}
