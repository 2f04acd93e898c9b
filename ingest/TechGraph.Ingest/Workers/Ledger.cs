using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Dossiers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// The durable queue of the intake: every submitted file with its bytes and its state, in a file of its own beside the graph's. When a
/// method returns, its effect is on disk. Several workers, also of several processes, share the queue by leases with a fencing token. Items
/// of one dossier are processed one after the other, in the order of submission. Safe for concurrent use.
/// </summary>
/// <remarks>All methods throw <see cref="StoreException"/> if the file cannot be read or written.</remarks>
public sealed class Ledger : IDisposable
{
    private const string PendingStates = "state IN ('received', 'parsed', 'resolved')";
    private const string Columns =
        "id, queue, origin, name, author, sha256, size, dossier, state, attempts, takes, next_try, waits, received_at, changed_at, sequence, rested, tried_at";

    /// <summary>After this many leases without progress an item is processed alone, because workers may crash on it.</summary>
    private const int LeasesBeforeAlone = 3;

    private readonly IntakeOptions _options;
    private readonly TimeProvider _time;
    private readonly LedgerFile _file;
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates a ledger; the file is opened, and created if needed, at its first use.</summary>
    public Ledger(IOptions<IntakeOptions> options, IOptions<EmbeddedOptions> store, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _file = new LedgerFile(options.Value.LedgerFile(store.Value.File), store.Value.LockTimeout);
    }

    /// <summary>Full path of the file.</summary>
    public string File => _file.File;

    /// <summary>Completes when this process receives a submission; submissions of other processes are not seen.</summary>
    public Task Arrival => Volatile.Read(ref _arrival).Task;

    /// <summary>Maximum number of pages of the file; null: no limit. Tests use it to simulate a full disk; it applies when the file is next opened.</summary>
    internal int? MaxPages { set => _file.MaxPages = value; }

    private long Now => _time.GetUtcNow().UtcTicks;

    /// <summary>Receives a file. The same key with the same bytes returns the existing item.</summary>
    /// <exception cref="IntakeException"><c>INTAKE_FULL</c>, <c>INTAKE_KEY_REUSED</c>, <c>INTAKE_EMPTY</c>, <c>INTAKE_TOO_LARGE</c>.</exception>
    public IntakeItem Receive(Submission submission) => Receive([submission])[0];

    /// <summary>Receives files, all or none.</summary>
    /// <exception cref="IntakeException">As for one file.</exception>
    public ImmutableArray<IntakeItem> Receive(IReadOnlyList<Submission> submissions)
    {
        var prepared = submissions.Select(submission =>
        {
            RefuseSize(submission.Content);
            return (Submission: submission, Sha256: Hash(submission.Content), Dossier: DossierParser.PeekId(submission.Content));
        }).ToList();
        var received = _file.Write(() =>
        {
            var items = ImmutableArray.CreateBuilder<IntakeItem>();
            var load = PendingLoadInTransaction();
            foreach (var (submission, sha256, dossier) in prepared)
            {
                if (submission.IdempotencyKey is { } key && FindByKey(key) is { } known)
                {
                    // Bytes that were corrected later were still the bytes of this key.
                    items.Add(_file.Scalar("SELECT count(*) FROM original WHERE id = $id AND sha256 = $sha256", ("$id", known.Id), ("$sha256", sha256)) > 0
                        ? known
                        : throw new IntakeException("INTAKE_KEY_REUSED", "This idempotency key was used with other bytes before. Use a new key for a new file."));
                    continue;
                }

                RefuseWhenFull(load, submission.Content.Length);
                load = (load.Items + 1, load.Bytes + submission.Content.Length);
                var id = Guid.CreateVersion7(_time.GetUtcNow()).ToString("N");
                KeepOriginal(id, 1, sha256, submission.Content);
                _file.Execute(
                    "INSERT INTO item (id, origin, name, author, idempotency_key, revision, sha256, size, dossier, state, received_at, changed_at) "
                    + "VALUES ($id, $origin, $name, $author, $key, 1, $sha256, $size, $dossier, 'received', $now, $now)",
                    ("$id", id),
                    ("$origin", EnumText.Kebab(submission.Origin)),
                    ("$name", CleanName(submission.Name, id)),
                    ("$author", submission.Author),
                    ("$key", submission.IdempotencyKey),
                    ("$sha256", sha256),
                    ("$size", submission.Content.Length),
                    ("$dossier", dossier),
                    ("$now", Now));
                items.Add(FindInTransaction(id)!);
            }

            return items.ToImmutable();
        });
        SignalArrival();
        return received;
    }

    /// <summary>Retries a refused item, at the end of the queue.</summary>
    /// <param name="id">The item.</param>
    /// <param name="content">The corrected file; null: the same bytes.</param>
    /// <exception cref="IntakeException"><c>INTAKE_UNKNOWN</c>; <c>INTAKE_NOT_REFUSED</c>: it is stored or pending.</exception>
    public IntakeItem Retry(string id, byte[]? content = null)
    {
        if (content is not null)
        {
            RefuseSize(content);
        }

        var dossier = content is null ? null : DossierParser.PeekId(content);
        var replayed = _file.Write(() =>
        {
            var item = FindInTransaction(id) ?? throw Unknown(id);
            if (item.State != IntakeState.Refused)
            {
                throw new IntakeException("INTAKE_NOT_REFUSED", $"Item \"{id}\" is {EnumText.Kebab(item.State)}. Only a refused item can be retried.");
            }

            RefuseWhenFull(PendingLoadInTransaction(), content?.Length ?? item.Size);
            var revision = _file.Scalar("SELECT revision FROM item WHERE id = $id", ("$id", id));
            if (content is not null)
            {
                KeepOriginal(id, ++revision, Hash(content), content);
                _file.Execute(
                    "UPDATE item SET revision = $revision, sha256 = $sha256, size = $size, dossier = $dossier WHERE id = $id",
                    ("$revision", revision),
                    ("$sha256", Hash(content)),
                    ("$size", content.Length),
                    ("$dossier", dossier),
                    ("$id", id));
            }

            _file.Execute(
                "UPDATE item SET queue = (SELECT max(queue) + 1 FROM item), state = 'received', attempts = 0, takes = 0, next_try = 0, rested = 0, tried_at = NULL, waits = NULL, "
                + "received_at = $now, changed_at = $now WHERE id = $id",
                ("$now", Now),
                ("$id", id));
            return FindInTransaction(id)!;
        });
        SignalArrival();
        return replayed;
    }

    /// <summary>The item; null: no item has the id.</summary>
    public IntakeItem? Find(string id) => _file.Read(() => FindInTransaction(id));

    /// <summary>The latest bytes of an item; null: no item has the id.</summary>
    public byte[]? Content(string id) => _file.Read(() => ContentInTransaction(id));

    /// <summary>Items in the order of the queue.</summary>
    /// <param name="state">Only items in this state; null: all.</param>
    /// <param name="after">Only items after this place in the queue; 0: from the start.</param>
    /// <param name="first">Maximum number of items.</param>
    public ImmutableArray<IntakeItem> List(IntakeState? state = null, long after = 0, int first = int.MaxValue) => _file.Read(() => ListInTransaction(
        state is null ? "queue > $after" : "queue > $after AND state = $state",
        first,
        ("$after", after),
        ("$state", state is { } s ? EnumText.Kebab(s) : null)));

    /// <summary>Number of items in a state; null: all items.</summary>
    public int Count(IntakeState? state = null) => _file.Read(() => (int)(state is { } wanted
        ? _file.Scalar("SELECT count(*) FROM item WHERE state = $state", ("$state", EnumText.Kebab(wanted)))
        : _file.Scalar("SELECT count(*) FROM item")));

    /// <summary>Number of items that reached a state at a time or later.</summary>
    public int Count(IntakeState state, DateTimeOffset since) => _file.Read(() => (int)_file.Scalar(
        "SELECT count(*) FROM item WHERE state = $state AND changed_at >= $since", ("$state", EnumText.Kebab(state)), ("$since", since.UtcTicks)));

    /// <summary>The contents of a dossier that the graph may have from this ledger: the last stored one, and those being stored.</summary>
    public IReadOnlyList<byte[]> StoredContents(DossierId dossier) => _file.Read(() =>
    {
        var contents = new List<byte[]>();
        using var command = _file.Command(
            $"""
            SELECT content FROM original JOIN item USING (id, revision) WHERE queue IN (
              SELECT max(queue) FROM item WHERE dossier = $dossier AND state = 'stored'
              UNION ALL SELECT queue FROM item WHERE dossier = $dossier AND {PendingStates} AND state = 'resolved')
            """,
            ("$dossier", dossier.Value));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            contents.Add(row.GetFieldValue<byte[]>(0));
        }

        return contents;
    });

    /// <summary>Number of pending items and their bytes.</summary>
    public (int Items, long Bytes) PendingLoad() => _file.Read(PendingLoadInTransaction);

    /// <summary>What is pending under other leases, or under none.</summary>
    /// <param name="lease">The lease whose items do not count.</param>
    public PendingElsewhere PendingElsewhere(Lease lease) => _file.Read(() =>
    {
        using var command = _file.Command(
            $"""
            SELECT coalesce(max(waits IS NULL OR attempts > 0 OR tried_at IS NULL), 0), min(tried_at)
            FROM item WHERE {PendingStates} AND token <> $token
            """,
            ("$token", lease.Token));
        using var row = command.ExecuteReader();
        row.Read();
        return new PendingElsewhere(row.GetInt64(0) > 0, row.IsDBNull(1) ? null : row.GetInt64(1));
    });

    /// <summary>Leases the next items to a worker; null: there is nothing to do now.</summary>
    /// <remarks>
    /// Only the first item of a dossier is leased, and none while an earlier one is pending. The items of a lease have different names and
    /// one author.
    /// </remarks>
    public Lease? LeaseNext(string owner) => _file.Write(() =>
    {
        var now = Now;
        var picked = new List<IntakeItem>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var item in ListInTransaction(
            $"""
            {PendingStates} AND lease_until <= $now AND next_try <= $now AND NOT EXISTS (
              SELECT 1 FROM item AS earlier WHERE earlier.dossier = item.dossier AND earlier.queue < item.queue AND earlier.{PendingStates})
            """,
            _options.BatchItems,
            ("$now", now)))
        {
            var alone = item.LeaseCount >= LeasesBeforeAlone;
            if (picked.Count > 0 && (alone || bytes + item.Size > _options.BatchBytes))
            {
                break;
            }

            if (item.Author == (picked.FirstOrDefault() ?? item).Author && names.Add(item.Name))
            {
                picked.Add(item);
                bytes += item.Size;
                if (alone)
                {
                    break;
                }
            }
        }

        if (picked.Count == 0)
        {
            return null;
        }

        _file.Execute("UPDATE fence SET token = token + 1");
        var token = _file.Scalar("SELECT token FROM fence");
        foreach (var item in picked)
        {
            _file.Execute(
                "UPDATE item SET lease_owner = $owner, lease_until = $until, token = $token, takes = takes + 1, changed_at = $now WHERE id = $id",
                ("$owner", owner),
                ("$until", now + _options.LeaseDuration.Ticks),
                ("$token", token),
                ("$now", now),
                ("$id", item.Id));
        }

        return new Lease(owner, token, [.. picked.Select(item => new LeasedItem(FindInTransaction(item.Id)!, ContentInTransaction(item.Id)!))]);
    });

    /// <summary>Renews a lease.</summary>
    /// <exception cref="LeaseLostException">The lease has expired.</exception>
    public void Renew(Lease lease, IEnumerable<IntakeItem> items) => Update(lease, items, "lease_until = $until", ("$until", Now + _options.LeaseDuration.Ticks));

    /// <summary>Sets the state of items, and renews the lease.</summary>
    /// <exception cref="LeaseLostException">The lease has expired; nothing was changed.</exception>
    public void SetState(Lease lease, IEnumerable<IntakeItem> items, IntakeState state) => Update(
        lease, items, "state = $state, lease_until = $until", ("$state", EnumText.Kebab(state)), ("$until", Now + _options.LeaseDuration.Ticks));

    /// <summary>Marks items as stored in the graph.</summary>
    /// <exception cref="LeaseLostException">The lease has expired; nothing was changed.</exception>
    public void MarkStored(Lease lease, IEnumerable<IntakeItem> items, long sequence) => Update(
        lease, items, "state = 'stored', sequence = $sequence, lease_until = 0, waits = NULL", ("$sequence", sequence));

    /// <summary>Marks items as refused, each with all its problems.</summary>
    /// <exception cref="LeaseLostException">The lease has expired; nothing was changed.</exception>
    public void Refuse(Lease lease, IReadOnlyList<(IntakeItem Item, IReadOnlyList<string> Problems)> refused) => _file.Write(() =>
    {
        UpdateInTransaction(lease, refused.Select(r => r.Item), "state = 'refused', lease_until = 0, waits = NULL");
        foreach (var (item, problems) in refused)
        {
            _file.Execute("DELETE FROM problem WHERE id = $id AND revision = (SELECT revision FROM item WHERE id = $id)", ("$id", item.Id));
            for (var line = 0; line < problems.Count; line++)
            {
                _file.Execute(
                    "INSERT INTO problem (id, revision, line, text) SELECT $id, revision, $line, $text FROM item WHERE id = $id",
                    ("$id", item.Id),
                    ("$line", line),
                    ("$text", problems[line]));
            }
        }

        return true;
    });

    /// <summary>Releases items, to be tried again later.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="items">Items of the lease.</param>
    /// <param name="after">How long they wait.</param>
    /// <param name="waits">What they wait for, as a sentence; null: nothing.</param>
    /// <param name="failed">Whether the store failed.</param>
    /// <param name="triedVersion">The version of the graph in which a reference was missing; null: none was.</param>
    /// <exception cref="LeaseLostException">The lease has expired; another worker may have the items.</exception>
    public void Release(Lease lease, IEnumerable<IntakeItem> items, TimeSpan after, string? waits = null, bool failed = false, long? triedVersion = null) => Update(
        lease,
        items,
        "lease_until = 0, takes = 0, next_try = $next, waits = $waits, attempts = CASE WHEN $failed THEN attempts + 1 ELSE 0 END, "
        + "rested = rested + CASE WHEN $triedAt IS NULL THEN 0 ELSE $after END, tried_at = coalesce($triedAt, tried_at)",
        ("$triedAt", triedVersion),
        ("$next", Now + after.Ticks),
        ("$after", after.Ticks),
        ("$waits", waits),
        ("$failed", failed ? 1 : 0));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Writes a copy of its file; see <see cref="LedgerBackup"/>.</summary>
    internal void CopyTo(string file) => _file.CopyTo(file);

    private void SignalArrival() => Interlocked.Exchange(ref _arrival, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void Update(Lease lease, IEnumerable<IntakeItem> items, string set, params (string Name, object? Value)[] parameters) => _file.Write(() =>
    {
        UpdateInTransaction(lease, items, set, parameters);
        return true;
    });

    /// <summary>Fencing: only the current holder of an item may change it, and the transaction that changes it checks this.</summary>
    private void UpdateInTransaction(Lease lease, IEnumerable<IntakeItem> items, string set, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var item in items)
        {
            var moved = _file.Execute(
                $"UPDATE item SET {set}, changed_at = $now WHERE id = $id AND token = $token AND lease_until > $now AND {PendingStates}",
                [.. parameters, ("$now", Now), ("$id", item.Id), ("$token", lease.Token)]);
            if (moved == 0)
            {
                throw new LeaseLostException();
            }
        }
    }

    private void KeepOriginal(string id, long revision, string sha256, byte[] content) => _file.Execute(
        "INSERT INTO original (id, revision, sha256, at, content) VALUES ($id, $revision, $sha256, $now, $content)",
        ("$id", id),
        ("$revision", revision),
        ("$sha256", sha256),
        ("$now", Now),
        ("$content", content));

    private (int Items, long Bytes) PendingLoadInTransaction()
    {
        using var command = _file.Command($"SELECT count(*), coalesce(sum(size), 0) FROM item WHERE {PendingStates}");
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.GetInt64(1));
    }

    private void RefuseWhenFull((int Items, long Bytes) load, long size)
    {
        if (load.Items >= _options.MaxItems || load.Bytes + size > _options.MaxBytes)
        {
            throw new IntakeException("INTAKE_FULL", $"The queue is full: {load.Items} items with {load.Bytes} bytes are pending. Try again in a moment.");
        }
    }

    private static void RefuseSize(byte[] content)
    {
        if (content.Length == 0)
        {
            throw new IntakeException("INTAKE_EMPTY", "The submission is empty. Send the dossier as the body.");
        }

        if (content.Length > Core.Parsing.YamlReader.MaxBytes)
        {
            throw new IntakeException("INTAKE_TOO_LARGE", $"The dossier is too large; at most {Core.Parsing.YamlReader.MaxBytes} bytes are allowed. Split it.");
        }
    }

    private static IntakeException Unknown(string id) => new("INTAKE_UNKNOWN", $"There is no item \"{id}\".");

    private IntakeItem? FindInTransaction(string id) => ListInTransaction("id = $id", 1, ("$id", id)).FirstOrDefault();

    private IntakeItem? FindByKey(string key) => ListInTransaction("idempotency_key = $key", 1, ("$key", key)).FirstOrDefault();

    private byte[]? ContentInTransaction(string id)
    {
        using var command = _file.Command("SELECT content FROM original JOIN item USING (id, revision) WHERE id = $id", ("$id", id));
        return (byte[]?)command.ExecuteScalar();
    }

    private ImmutableArray<IntakeItem> ListInTransaction(string where, int most, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var items = ImmutableArray.CreateBuilder<IntakeItem>();
        using (var command = _file.Command($"SELECT {Columns} FROM item WHERE {where} ORDER BY queue LIMIT $most", [.. parameters, ("$most", most)]))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                items.Add(Item(reader));
            }
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].State == IntakeState.Refused)
            {
                items[i] = items[i] with { Problems = ProblemsOf(items[i].Id) };
            }
        }

        return items.ToImmutable();
    }

    private ImmutableArray<string> ProblemsOf(string id)
    {
        using var command = _file.Command("SELECT text FROM problem JOIN item USING (id, revision) WHERE id = $id ORDER BY line", ("$id", id));
        using var reader = command.ExecuteReader();
        var lines = ImmutableArray.CreateBuilder<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines.ToImmutable();
    }

    private static IntakeItem Item(SqliteDataReader row) => new(row.GetString(0), row.GetInt64(1))
    {
        Origin = EnumText.Read<IntakeOrigin>(row.GetString(2))!.Value,
        Name = row.GetString(3),
        Author = row.GetString(4),
        Sha256 = row.GetString(5),
        Size = row.GetInt64(6),
        Dossier = row.IsDBNull(7) ? null : row.GetString(7),
        State = EnumText.Read<IntakeState>(row.GetString(8))!.Value,
        Attempts = row.GetInt32(9),
        LeaseCount = row.GetInt32(10),
        NextAttempt = row.GetInt64(11) is var next and > 0 ? new DateTimeOffset(next, TimeSpan.Zero) : null,
        WaitingFor = row.IsDBNull(12) ? null : row.GetString(12),
        ReceivedAt = new DateTimeOffset(row.GetInt64(13), TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
        Sequence = row.IsDBNull(15) ? null : row.GetInt64(15),
        TotalWait = TimeSpan.FromTicks(row.GetInt64(16)),
        LastTriedVersion = row.IsDBNull(17) ? null : row.GetInt64(17),
    };

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Removes control characters from a name and limits its length to that of a file name. The name is only shown in problems.</summary>
    private static string CleanName(string name, string id)
    {
        var clean = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(200)]).Trim();
        return clean.Length > 0 ? clean : id;
    }
}
