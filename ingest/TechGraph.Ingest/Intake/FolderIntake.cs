using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>
/// Watches a folder: a dossier (<c>.yaml</c>, <c>.yml</c>) that has not changed between two scans is submitted to the ledger. A file is
/// claimed by moving it to <c>taking</c> under a new name. When the ledger has its bytes, the file moves to <c>underway</c>. It is deleted
/// when the graph has it, or moved to <c>refused</c> with a text that lists every problem.
/// </summary>
/// <remarks>
/// If a process crashes at any point, the next scan continues: the name of each claimed file identifies its one submission. Several
/// processes may watch one folder. Folders, links, empty files and files with other endings are left where they are. Not safe for
/// concurrent use.
/// </remarks>
public sealed class FolderIntake(Ledger ledger, IOptions<IntakeOptions> options, TimeProvider time, ILogger<FolderIntake> log)
{
    private const int MaxFilesPerScan = 500;
    private const long MaxBytesPerScan = 32L * 1024 * 1024;
    private const int MaxClaimedFiles = 1_000;
    private const int RefusedPerScan = 100;
    private static readonly TimeSpan NameLife = TimeSpan.FromMinutes(10);

    private readonly HashSet<string> _reported = [];
    private Dictionary<string, FileStamp> _stamps = [];
    private string _lastRefused = "";
    private int _count;

    /// <summary>Full path of the folder; empty: no folder is watched.</summary>
    public string Folder { get; } = options.Value.Folder.Length > 0 ? Path.GetFullPath(options.Value.Folder) : "";

    /// <summary>The author in the graph's history.</summary>
    public string Author { get; set; } = "folder";

    /// <summary>Called at each step, so that tests can kill the process there.</summary>
    internal Action<string>? Step { get; init; }

    private string Taking => Path.Combine(Folder, "taking");

    private string Underway => Path.Combine(Folder, "underway");

    private string Refused => Path.Combine(Folder, "refused");

    /// <summary>Scans the folder until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var said = "";
        while (Folder.Length > 0 && !stop.IsCancellationRequested)
        {
            try
            {
                Scan();
                said = "";
            }
            catch (Exception failure) when (failure is StoreException or IntakeException or IOException or UnauthorizedAccessException)
            {
                // Logged once for each kind of failure, not at every scan.
                if (said != failure.GetType().Name + (failure as StoreException)?.Code)
                {
                    said = failure.GetType().Name + (failure as StoreException)?.Code;
                    log.FolderFailed(Folder, failure.Message);
                }
            }

            await Task.Delay(options.Value.PollInterval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Scans once: submits claimed files, claims files that are unchanged since the last scan, and cleans up finished ones.</summary>
    /// <returns>Whether the folder has files that are not finished.</returns>
    /// <exception cref="StoreException">The ledger cannot be read or written; the files stay.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public bool Scan()
    {
        foreach (var folder in (string[])[Taking, Underway, Refused])
        {
            Directory.CreateDirectory(folder);
        }

        // Files that the last scan or a crashed process claimed come first. While the ledger is full, no more files are claimed.
        if (Submit())
        {
            Claim();
            Submit();
        }

        Finish();
        ClearCorrected();
        ClearNames();
        return _stamps.Count > 0 || Names(Taking).Any(IsClaimed) || Names(Underway).Any(IsOurs);
    }

    /// <summary>Claims files whose stamp is the same as at the last scan, so that nobody is still writing them.</summary>
    private void Claim()
    {
        var now = time.GetUtcNow();
        var seen = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        var ripe = new List<(string Name, FileStamp Sight)>();
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            if (FileStamp.Of(file) is not { } sight || !IsDossier(file.Name))
            {
                continue;
            }

            var first = _stamps.TryGetValue(file.Name, out var last) && last.IsSame(sight) ? last.At : now;
            if (now - first >= options.Value.PollInterval)
            {
                ripe.Add((file.Name, sight));
            }

            seen[file.Name] = sight with { At = first };
        }

        var bytes = 0L;
        foreach (var (name, sight) in ripe.OrderBy(r => r.Sight.Changed).ThenBy(r => r.Name, StringComparer.Ordinal).Take(MaxFilesPerScan))
        {
            bytes += Math.Min(sight.Length, YamlReader.MaxBytes);
            if (bytes > MaxBytesPerScan)
            {
                break;
            }

            if (Try(name, () => Move(Path.Combine(Folder, name), NewClaimName(), name)))
            {
                seen.Remove(name);
            }
        }

        _stamps = seen;
    }

    /// <summary>Writes the original name first: after a crash, a name without a file is harmless, but a file without a name would have lost it.</summary>
    private void Move(string from, string claimName, string name)
    {
        var note = Path.Combine(Taking, claimName + ".name");
        File.WriteAllText(note, name);
        Step?.Invoke("named");
        try
        {
            File.Move(from, Path.Combine(Taking, claimName + ".yaml"));
            Step?.Invoke("claimed");
        }
        catch
        {
            File.Delete(note);
            throw;
        }
    }

    /// <summary>Submits claimed files to the ledger; false: it accepts no more now.</summary>
    private bool Submit()
    {
        var claimed = new List<(string Mark, Submission Submission)>();
        foreach (var claimName in Names(Taking).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Take(MaxFilesPerScan).Select(file => file[..^".yaml".Length]))
        {
            Try(claimName, () =>
            {
                if (Read(claimName) is { } submission)
                {
                    claimed.Add((claimName, submission));
                }
            });
        }

        if (claimed.Count == 0)
        {
            return true;
        }

        try
        {
            Note(claimed, ledger.Receive([.. claimed.Select(c => c.Submission)]));
            return true;
        }
        catch (IntakeException)
        {
            // Together they are too many, or one cannot be submitted: submit as many as possible one by one.
            return claimed.TrueForAll(Submit);
        }
    }

    private bool Submit((string Mark, Submission Submission) claimed)
    {
        try
        {
            Note([claimed], [ledger.Receive(claimed.Submission)]);
            return true;
        }
        catch (IntakeException full) when (full.Code == "INTAKE_FULL")
        {
            return false;
        }
        catch (IntakeException changed) when (changed.Code == "INTAKE_KEY_REUSED")
        {
            // Submitted before a crash and written to since: the new bytes are a new submission.
            Try(claimed.Mark, () => Move(Path.Combine(Taking, claimed.Mark + ".yaml"), NewClaimName(), claimed.Submission.Name));
            File.Delete(Path.Combine(Taking, claimed.Mark + ".name"));
            return true;
        }
    }

    private void Note(IReadOnlyList<(string Mark, Submission Submission)> claimed, IReadOnlyList<IntakeItem> items)
    {
        Step?.Invoke("received");
        foreach (var ((claimName, submission), item) in claimed.Zip(items))
        {
            // Another process may have moved the file of the same submission.
            Try(claimName, () => File.Move(
                Path.Combine(Taking, claimName + ".yaml"),
                Path.Combine(Underway, $"{item.Id}-{Convert.ToHexStringLower(SHA256.HashData(submission.Content))}.yaml"),
                overwrite: true));
            Step?.Invoke("underway");
            File.Delete(Path.Combine(Taking, claimName + ".name"));
            log.FileReceived(item.Name, item.Id);
        }
    }

    /// <summary>The submission of a claimed file; null: it is still being written, or it can never be submitted.</summary>
    private Submission? Read(string claimName)
    {
        var file = new FileInfo(Path.Combine(Taking, claimName + ".yaml"));
        if (FileStamp.Of(file) is not { } before)
        {
            return null;
        }

        var note = Path.Combine(Taking, claimName + ".name");
        var name = File.Exists(note) ? File.ReadAllText(note) : claimName;
        if (before.Length > YamlReader.MaxBytes)
        {
            Refuse(file.FullName, claimName, name, [$"{name}(1,1): error INTAKE_TOO_LARGE: The file has {before.Length} bytes; at most {YamlReader.MaxBytes} are allowed. Split it."]);
            File.Delete(note);
            log.RefusedFile(name, "INTAKE_TOO_LARGE");
            return null;
        }

        var content = File.ReadAllBytes(file.FullName);
        file.Refresh();
        return FileStamp.Of(file) is { } after && after.IsSame(before) && content.Length == before.Length
            ? new Submission(IntakeOrigin.Folder, name, Author, content) { IdempotencyKey = $"folder:{claimName}" }
            : null;
    }

    /// <summary>Deletes files that the graph has, and shows refused ones.</summary>
    private void Finish()
    {
        foreach (var file in Names(Underway).Where(IsOurs).Take(MaxClaimedFiles))
        {
            var (path, id, sha256) = (Path.Combine(Underway, file), file[..32], file[33..97]);
            var item = ledger.Find(id);
            if (item?.IsDone == false)
            {
                continue;
            }

            Try(file, () =>
            {
                if (item is null || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != sha256)
                {
                    // It belongs to another ledger, or somebody wrote to it after the claim: its bytes are a new submission.
                    Move(path, NewClaimName(), item?.Name ?? id);
                }
                else if (item.State == IntakeState.Stored)
                {
                    File.Delete(path);
                    Step?.Invoke("cleared");
                }
                else
                {
                    Refuse(path, id, item.Name, item.Problems);
                }
            });
        }
    }

    private void Refuse(string path, string claimName, string name, IEnumerable<string> problems)
    {
        File.WriteAllLines(
            Path.Combine(Refused, claimName + ".txt"),
            [$"{name} was refused and is kept as {claimName}.yaml. Correct it, and put it into the folder again.", "", .. problems]);
        Step?.Invoke("reported");
        File.Move(path, Path.Combine(Refused, claimName + ".yaml"), overwrite: true);
    }

    /// <summary>Removes the report of a refused item that was retried with success; some are checked at each scan.</summary>
    private void ClearCorrected()
    {
        var shown = Names(Refused).Where(file => file.Length == 37 && file.EndsWith(".yaml", StringComparison.Ordinal)).ToList();
        var next = shown.Where(file => string.CompareOrdinal(file, _lastRefused) > 0).Take(RefusedPerScan).ToList();
        foreach (var file in next.Where(file => ledger.Find(file[..32])?.State == IntakeState.Stored))
        {
            Try(file, () =>
            {
                File.Delete(Path.Combine(Refused, file));
                File.Delete(Path.Combine(Refused, file[..32] + ".txt"));
            });
        }

        _lastRefused = next.Count == RefusedPerScan ? next[^1] : "";
    }

    /// <summary>Removes names without a file that a crashed process left, after a time in which no process can still be moving the file.</summary>
    private void ClearNames()
    {
        foreach (var note in Names(Taking).Where(file => file.EndsWith(".name", StringComparison.Ordinal) && !File.Exists(Path.Combine(Taking, Path.ChangeExtension(file, ".yaml")))))
        {
            if (long.TryParse(note.Split('-')[0], CultureInfo.InvariantCulture, out var ticks) && time.GetUtcNow().UtcTicks - ticks > NameLife.Ticks)
            {
                Try(note, () => File.Delete(Path.Combine(Taking, note)));
            }
        }
    }

    /// <summary>Runs the work for one file. A file that cannot be read or moved does not stop the others; it is logged once.</summary>
    private bool Try(string name, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (FileNotFoundException)
        {
            // Its owner removed it, or another process has it.
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (_reported.Add(name))
            {
                log.FileFailed(name, failure.Message);
            }

            return false;
        }
    }

    /// <summary>Names sort in the order in which files were claimed.</summary>
    private string NewClaimName() => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:D20}-{_count++:D8}-{Guid.NewGuid():N}");

    private static bool IsDossier(string name) => !name.StartsWith('.')
        && (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase));

    /// <summary>A claimed file that can be submitted. A file that was emptied since stays, like an empty file in the watched folder.</summary>
    private bool IsClaimed(string file) =>
        file.EndsWith(".yaml", StringComparison.Ordinal) && FileStamp.Of(new FileInfo(Path.Combine(Taking, file))) is not null;

    /// <summary>Whether a file in <c>underway</c> has a name of the form <c>ITEM-SHA256.yaml</c>; other files there belong to somebody else.</summary>
    private static bool IsOurs(string file) => file.Length == 32 + 1 + 64 + ".yaml".Length && file[32] == '-' && file.EndsWith(".yaml", StringComparison.Ordinal);

    private static List<string> Names(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LinkTarget is null).Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>Size and time of a file, to see whether it changes.</summary>
    /// <param name="Length">Bytes, at least one.</param>
    /// <param name="Changed">When it was last written.</param>
    /// <param name="At">When it was first seen with these values.</param>
    private sealed record FileStamp(long Length, DateTime Changed, DateTimeOffset At)
    {
        /// <summary>The stamp of a regular file; null for a link and for anything without a length: empty files, pipes and devices are never opened.</summary>
        public static FileStamp? Of(FileInfo file) =>
            file is { Exists: true, LinkTarget: null, Length: > 0 } && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device | FileAttributes.ReparsePoint)) == 0
                ? new FileStamp(file.Length, file.LastWriteTimeUtc, default)
                : null;

        public bool IsSame(FileStamp other) => Length == other.Length && Changed == other.Changed;
    }
}
