using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Workers;

namespace TechGraph.Ingest.Intake;

/// <summary>
/// The watched folder: dossiers (<c>.yaml</c>, <c>.yml</c>) that lie in it and have not changed between two looks go into the ledger.
/// A file is claimed by moving it to <c>taking</c> under a name of our own; when the ledger has its bytes it moves on to <c>underway</c>,
/// and it is deleted when the graph holds it, or moved to <c>refused</c> with a text that names every problem.
/// </summary>
/// <remarks>
/// Whatever moment a process dies at, the next look goes on: each file carries the mark of its one submission. Several processes may watch
/// one folder. Folders, links, empty files and files of other endings stay where they are. Not safe for concurrent use.
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

    /// <summary>The folder's full path; empty: none is watched.</summary>
    public string Folder { get; } = options.Value.Folder.Length > 0 ? Path.GetFullPath(options.Value.Folder) : "";

    /// <summary>Who hands in, as the graph's history names the author.</summary>
    public string Author { get; set; } = "folder";

    /// <summary>Called at each step, for killing the process there.</summary>
    internal Action<string>? Step { get; init; }

    private string Taking => Path.Combine(Folder, "taking");

    private string Underway => Path.Combine(Folder, "underway");

    private string Refused => Path.Combine(Folder, "refused");

    /// <summary>Looks until it shall stop.</summary>
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
                // Once for each kind of failure, not once a second.
                if (said != failure.GetType().Name + (failure as StoreException)?.Code)
                {
                    said = failure.GetType().Name + (failure as StoreException)?.Code;
                    log.FolderFailed(Folder, failure.Message);
                }
            }

            await Task.Delay(options.Value.PollInterval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks once: hands in what was claimed, claims what is new and unchanged since the last look, and clears up what is done.</summary>
    /// <returns>Whether files lie in the folder that are not done yet.</returns>
    /// <exception cref="StoreException">The ledger cannot be read or written; the files stay.</exception>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public bool Scan()
    {
        foreach (var folder in (string[])[Taking, Underway, Refused])
        {
            Directory.CreateDirectory(folder);
        }

        // What the last look, or a process that died, had claimed comes first; as long as the ledger is full nothing more is claimed.
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

    /// <summary>Moves files away that look as they did at the last look, so that nobody is still writing them.</summary>
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

    /// <summary>The name is noted first: after a crash a name without a file is litter, a file without a name would have lost it.</summary>
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

    /// <summary>Gives the ledger what was claimed; false: it takes no more now.</summary>
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
            // Together they are too many, or one is in the way: as many as go.
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
            // Handed in before a crash, and written to since: those bytes are a submission of their own.
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
            // Another process may have been quicker with the same submission.
            Try(claimName, () => File.Move(
                Path.Combine(Taking, claimName + ".yaml"),
                Path.Combine(Underway, $"{item.Id}-{Convert.ToHexStringLower(SHA256.HashData(submission.Content))}.yaml"),
                overwrite: true));
            Step?.Invoke("underway");
            File.Delete(Path.Combine(Taking, claimName + ".name"));
            log.FileReceived(item.Name, item.Id);
        }
    }

    /// <summary>The submission of a claimed file; null: it is still being written, or it can never be one.</summary>
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
            Refuse(file.FullName, claimName, name, [$"{name}(1,1): error INTAKE_TOO_LARGE: The file has {before.Length} bytes; a dossier has at most {YamlReader.MaxBytes}. Split it."]);
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

    /// <summary>Clears away what the graph holds, and shows what was refused.</summary>
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
                    // Another ledger than the one that took it, or somebody wrote after the claim: those bytes are a submission of their own.
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
            [$"{name} was refused and is kept as {claimName}.yaml. Mend it, and put it into the folder again.", "", .. problems]);
        Step?.Invoke("told");
        File.Move(path, Path.Combine(Refused, claimName + ".yaml"), overwrite: true);
    }

    /// <summary>A refused item that was tried again with success is refused no more; some are looked at each time.</summary>
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

    /// <summary>A process that died may have left a name whose file never came, or has gone on; after a while nobody is about to bring it.</summary>
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

    /// <summary>One file that cannot be read or moved does not keep the others; it is told once.</summary>
    private bool Try(string name, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (FileNotFoundException)
        {
            // Its owner took it back, or another process has it.
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

    /// <summary>Marks sort in the order in which files were claimed.</summary>
    private string NewClaimName() => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:D20}-{_count++:D8}-{Guid.NewGuid():N}");

    private static bool IsDossier(string name) => !name.StartsWith('.')
        && (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase));

    /// <summary>A claimed file that can be handed in. One that somebody has emptied since stays, as an empty file in the folder does.</summary>
    private bool IsClaimed(string file) =>
        file.EndsWith(".yaml", StringComparison.Ordinal) && FileStamp.Of(new FileInfo(Path.Combine(Taking, file))) is not null;

    /// <summary>A file under way is called <c>ITEM-SHA256.yaml</c>; what else lies there is somebody else's.</summary>
    private static bool IsOurs(string file) => file.Length == 32 + 1 + 64 + ".yaml".Length && file[32] == '-' && file.EndsWith(".yaml", StringComparison.Ordinal);

    private static List<string> Names(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LinkTarget is null).Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>How a file looks from outside.</summary>
    /// <param name="Length">Bytes, at least one.</param>
    /// <param name="Changed">When it was last written.</param>
    /// <param name="At">When it first looked so.</param>
    private sealed record FileStamp(long Length, DateTime Changed, DateTimeOffset At)
    {
        /// <summary>A regular file's; null for a link, and for what has no length: empty files, pipes and devices are never opened.</summary>
        public static FileStamp? Of(FileInfo file) =>
            file is { Exists: true, LinkTarget: null, Length: > 0 } && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device | FileAttributes.ReparsePoint)) == 0
                ? new FileStamp(file.Length, file.LastWriteTimeUtc, default)
                : null;

        public bool IsSame(FileStamp other) => Length == other.Length && Changed == other.Changed;
    }
}
