namespace TechGraph.Ingest.Intake;

/// <summary>Size and time of a file, to find out whether it changes.</summary>
/// <param name="Length">Bytes, at least one.</param>
/// <param name="Changed">When it was last written, in UTC.</param>
/// <param name="FirstSeen">When it was first seen with these values.</param>
internal sealed record FileStamp(long Length, DateTime Changed, DateTimeOffset FirstSeen)
{
    /// <summary>The stamp of a regular file; null for a link and for anything without a length: empty files, pipes and devices are never opened.</summary>
    public static FileStamp? Of(FileInfo file) =>
        file is { Exists: true, LinkTarget: null, Length: > 0 } && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device | FileAttributes.ReparsePoint)) == 0
            ? new FileStamp(file.Length, file.LastWriteTimeUtc, default)
            : null;

    public bool IsSame(FileStamp other) => Length == other.Length && Changed == other.Changed;
}
