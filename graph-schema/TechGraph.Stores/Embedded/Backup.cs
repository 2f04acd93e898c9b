using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>Writes and checks backups. A backup of any store is an embedded store in its own file, with the history.</summary>
public static class Backup
{
    /// <summary>Writes a backup and checks that it verifies and holds the current version or a later one.</summary>
    /// <param name="store">The store; others may write to it meanwhile.</param>
    /// <param name="file">A new file whose name ends in <c>.db</c>.</param>
    /// <param name="cancellation">Stops; what was written so far is deleted.</param>
    /// <returns>The version in the backup.</returns>
    /// <exception cref="StoreException"><c>BACKUP_EXISTS</c>, <c>BACKUP_DAMAGED</c>, or a failure of the store.</exception>
    public static async Task<GraphVersion> WriteAsync(IGraphStore store, string file, CancellationToken cancellation = default)
    {
        if (File.Exists(file))
        {
            throw new StoreException("BACKUP_EXISTS", $"\"{file}\" already exists. Give a file that does not exist yet.");
        }

        // Written under another name, so that a process that crashes leaves no incomplete backup, which would look like a complete one.
        var draft = Path.ChangeExtension(file, ".part.db");
        Remove(draft);
        try
        {
            var least = (await store.ReadAsync(cancellation: cancellation).ConfigureAwait(false)).Version.Sequence;
            var version = await WriteDraftAsync(store, draft, least, cancellation).ConfigureAwait(false);
            File.Move(HeadFile.PathOf(draft), HeadFile.PathOf(file), overwrite: true);
            File.Move(draft, file);
            return version;
        }
        finally
        {
            Remove(draft);
        }
    }

    private static async Task<GraphVersion> WriteDraftAsync(IGraphStore store, string draft, long least, CancellationToken cancellation)
    {
        using var backup = Open(draft);
        if (store is SqliteGraph embedded)
        {
            await embedded.VacuumIntoAsync(draft, cancellation).ConfigureAwait(false);
        }
        else
        {
            await foreach (var entry in store.HistoryAsync(cancellation: cancellation).ConfigureAwait(false))
            {
                await backup.AppendAsync(entry, cancellation).ConfigureAwait(false);
            }
        }

        return await CheckAsync(backup, least, cancellation).ConfigureAwait(false);
    }

    /// <summary>Opens a backup for reading.</summary>
    public static SqliteGraph Open(string file) => SqliteGraph.OpenBackup(file);

    /// <summary>Checks a backup and returns its version.</summary>
    /// <exception cref="StoreException"><c>BACKUP_DAMAGED</c>.</exception>
    public static async Task<GraphVersion> CheckAsync(SqliteGraph backup, long least = 0, CancellationToken cancellation = default)
    {
        var faults = (await backup.VerifyAsync(cancellation).ConfigureAwait(false)).Faults;
        var version = (await backup.ReadAsync(cancellation: cancellation).ConfigureAwait(false)).Version;
        return faults.Count == 0 && version.Sequence >= least
            ? version
            : throw new StoreException("BACKUP_DAMAGED", $"\"{backup.File}\" is not a complete backup: {(faults.Count > 0 ? faults[0] : $"it ends at version {version.Sequence}, before {least}.")}");
    }

    private static void Remove(string file)
    {
        foreach (var part in (ReadOnlySpan<string>)[file, HeadFile.PathOf(file), HeadFile.PathOf(file) + ".new", file + "-journal"])
        {
            File.Delete(part);
        }
    }
}
