using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>
/// Watches a folder: a dossier (<c>.yaml</c>, <c>.yml</c>) that has not changed between two scans, and that no program has open for writing,
/// is submitted to the ledger. A file is claimed by moving it to <c>taking</c> under a new name. When the ledger has its bytes, the file
/// moves to <c>underway</c>. When the graph has it, it is deleted, if it is still what was taken; otherwise it is taken again. A refused one
/// moves to <c>refused</c> with a text that lists every problem.
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
        var lastLogged = "";
        while (Folder.Length > 0 && !stop.IsCancellationRequested)
        {
            try
            {
                Scan();
                lastLogged = "";
            }
            catch (Exception failure) when (failure is StoreException or IntakeException or IOException or UnauthorizedAccessException)
            {
                // Logged once for each kind of failure, not at every scan.
                if (lastLogged != failure.GetType().Name + (failure as StoreException)?.Code)
                {
                    lastLogged = failure.GetType().Name + (failure as StoreException)?.Code;
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
        return _stamps.Count > 0 || Names(Taking).Any(IsClaimed) || TakenFiles().Any();
    }

    /// <summary>Claims files whose stamp is the same as at the last scan, and that no program has open for writing.</summary>
    private void Claim()
    {
        var now = time.GetUtcNow();
        var stamps = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        var unchanged = new List<(string Name, FileStamp Stamp)>();
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => IsDossier(file.Name) && HasReadableName(file)))
        {
            if (FileStamp.Of(file) is not { } stamp)
            {
                continue;
            }

            var first = _stamps.TryGetValue(file.Name, out var last) && last.IsSame(stamp) ? last.FirstSeen : now;
            if (now - first >= options.Value.PollInterval)
            {
                unchanged.Add((file.Name, stamp));
            }

            stamps[file.Name] = stamp with { FirstSeen = first };
        }

        var bytes = 0L;
        foreach (var (name, stamp) in unchanged.OrderBy(file => file.Stamp.Changed).ThenBy(file => file.Name, StringComparer.Ordinal).Take(MaxFilesPerScan))
        {
            bytes += Math.Min(stamp.Length, YamlReader.MaxBytes);
            if (bytes > MaxBytesPerScan)
            {
                break;
            }

            var path = Path.Combine(Folder, name);
            if (Try(name, () => ReportOpen(name, path) || Move(path, NewClaimName(), name)) && !File.Exists(path))
            {
                stamps.Remove(name);
            }
        }

        _stamps = stamps;
    }

    /// <summary>Whether a program has the file open for writing; it is logged once.</summary>
    private bool ReportOpen(string name, string path)
    {
        if (FileWriters.Exist(path) != true)
        {
            return false;
        }

        if (_reported.Add($"open {path}"))
        {
            log.FileIsOpen(name);
        }

        return true;
    }

    /// <summary>
    /// Whether the file can be found under its name. A name whose bytes are not UTF-8 cannot be written as text, so no file is found under
    /// what it is read as.
    /// </summary>
    private bool HasReadableName(FileInfo file)
    {
        if (!file.Name.Contains('\uFFFD', StringComparison.Ordinal) || File.Exists(file.FullName))
        {
            return true;
        }

        if (_reported.Add($"name {file.Name}"))
        {
            log.FileFailed(file.Name, "Its name is not UTF-8. Rename it.");
        }

        return false;
    }

    /// <summary>Writes the original name first: after a crash, a name without a file is harmless, but a file without a name would have lost it.</summary>
    private bool Move(string from, string claimName, string name)
    {
        var note = Path.Combine(Taking, claimName + ".name");
        File.WriteAllText(note, name);
        Step?.Invoke("named");
        try
        {
            File.Move(from, Path.Combine(Taking, claimName + ".yaml"));
            Step?.Invoke("claimed");
            return true;
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
        var claimed = new List<ClaimedFile>();
        foreach (var claimName in Names(Taking).Where(file => file.EndsWith(".yaml", StringComparison.Ordinal)).Take(MaxFilesPerScan).Select(file => file[..^".yaml".Length]))
        {
            Try(claimName, () =>
            {
                if (Read(claimName) is { } file)
                {
                    claimed.Add(file);
                }

                return true;
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

    private bool Submit(ClaimedFile claimed)
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
            Try(claimed.Name, () => Move(Path.Combine(Taking, claimed.Name + ".yaml"), NewClaimName(), claimed.Submission.Name));
            File.Delete(Path.Combine(Taking, claimed.Name + ".name"));
            return true;
        }
    }

    private void Note(IReadOnlyList<ClaimedFile> claimed, IReadOnlyList<IntakeItem> items)
    {
        Step?.Invoke("received");
        foreach (var (file, item) in claimed.Zip(items))
        {
            // Another process may have moved the file of the same submission.
            Try(file.Name, () =>
            {
                var taken = new TakenFile(item.Id, Hash(file.Submission.Content), file.Stamp.Changed.Ticks);
                File.Move(Path.Combine(Taking, file.Name + ".yaml"), Path.Combine(Underway, taken.FileName), overwrite: true);
                return true;
            });
            Step?.Invoke("underway");
            File.Delete(Path.Combine(Taking, file.Name + ".name"));
            log.FileReceived(item.Name, item.Id);
        }
    }

    /// <summary>The submission of a claimed file; null: it is still being written, or it can never be submitted.</summary>
    private ClaimedFile? Read(string claimName)
    {
        var file = new FileInfo(Path.Combine(Taking, claimName + ".yaml"));
        if (FileStamp.Of(file) is not { } before)
        {
            return null;
        }

        var note = Path.Combine(Taking, claimName + ".name");
        var name = File.Exists(note) ? File.ReadAllText(note) : claimName;

        // A program that opened it before the claim may have it open still.
        if (ReportOpen(name, file.FullName))
        {
            return null;
        }

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
            ? new ClaimedFile(claimName, before, new Submission(IntakeOrigin.Folder, name, Author, content) { IdempotencyKey = $"folder:{claimName}" })
            : null;
    }

    /// <summary>Deletes files that the graph has, and shows refused ones.</summary>
    private void Finish()
    {
        foreach (var (file, taken) in TakenFiles().Take(MaxClaimedFiles))
        {
            var path = Path.Combine(Underway, file);
            var item = ledger.Find(taken.Item);
            if (item?.IsDone == false)
            {
                continue;
            }

            Try(file, () =>
            {
                if (ReportOpen(item?.Name ?? file, path))
                {
                    return false;
                }

                if (item is null || !taken.IsUnchanged(path))
                {
                    // It belongs to another ledger, or somebody wrote to it after the claim: its bytes are a new submission.
                    Move(path, NewClaimName(), item?.Name ?? taken.Item);
                }
                else if (item.State == IntakeState.Stored)
                {
                    File.Delete(path);
                    Step?.Invoke("cleared");
                }
                else
                {
                    Refuse(path, taken.Item, item.Name, item.Problems);
                }

                return true;
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
                return true;
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
                Try(note, () =>
                {
                    File.Delete(Path.Combine(Taking, note));
                    return true;
                });
            }
        }
    }

    /// <summary>Runs the work for one file; false: it was not done. A file that cannot be read or moved does not stop the others; it is logged once.</summary>
    private bool Try(string name, Func<bool> work)
    {
        try
        {
            return work();
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

    /// <summary>Files in <c>underway</c> whose names this class gave; other files there belong to somebody else.</summary>
    private IEnumerable<(string File, TakenFile Taken)> TakenFiles() =>
        Names(Underway).Select(file => (file, taken: TakenFile.Parse(file))).Where(found => found.taken is not null).Select(found => (found.file, found.taken!));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static List<string> Names(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LinkTarget is null).Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>A claimed file, read completely.</summary>
    /// <param name="Name">Its claim name, without ending.</param>
    /// <param name="Stamp">Its size and time when it was read.</param>
    /// <param name="Submission">What it is submitted as.</param>
    private sealed record ClaimedFile(string Name, FileStamp Stamp, Submission Submission);
}
