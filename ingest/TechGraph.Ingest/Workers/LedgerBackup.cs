using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// Backs the ledger up beside the graph, after it: <c>monday.db</c>, <c>monday.intake.db</c>. Items stored in later versions than the
/// backup of the graph contains are queued again, in their order, when it is restored, so that nothing is lost between the two files.
/// </summary>
public static class LedgerBackup
{
    /// <summary>The file of the ledger's backup.</summary>
    /// <param name="backup">The backup of the graph.</param>
    public static string FileOf(string backup) => Path.ChangeExtension(backup, ".intake.db");

    /// <summary>Writes a backup and checks that every item has its bytes, unchanged.</summary>
    /// <param name="ledger">The ledger; others may write to it meanwhile.</param>
    /// <param name="file">A new file.</param>
    /// <returns>Number of items; null: there is no ledger, and nothing was written.</returns>
    /// <exception cref="StoreException"><c>BACKUP_EXISTS</c>, <c>BACKUP_DAMAGED</c>, or a failure of the file.</exception>
    public static long? Write(Ledger ledger, string file)
    {
        if (!File.Exists(ledger.File))
        {
            return null;
        }

        RefuseExisting(file);

        // Written under another name, so that a process that crashes leaves no incomplete backup.
        var draft = Path.ChangeExtension(file, ".part.db");
        Remove(draft);
        try
        {
            ledger.CopyTo(draft);
            var items = Check(draft, file);
            File.Move(draft, file);
            return items;
        }
        finally
        {
            Remove(draft);
        }
    }

    /// <summary>Refuses to overwrite an existing backup.</summary>
    /// <exception cref="StoreException"><c>BACKUP_EXISTS</c>.</exception>
    public static void RefuseExisting(string file)
    {
        if (File.Exists(file))
        {
            throw new StoreException("BACKUP_EXISTS", $"\"{file}\" already exists. Give the name of a backup that does not exist yet.");
        }
    }

    /// <summary>Restores a backup.</summary>
    /// <param name="file">The backup; it is read and never written.</param>
    /// <param name="ledger">A new file.</param>
    /// <param name="sequence">The version of the graph; items stored later are queued again.</param>
    /// <returns>Number of items, and how many of them are queued again.</returns>
    /// <exception cref="StoreException"><c>BACKUP_DAMAGED</c>, or a failure of the file.</exception>
    public static (long Items, long Requeued) Restore(string file, string ledger, long sequence)
    {
        // All or nothing, also if it is interrupted.
        var made = ledger + ".restoring";
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        Remove(made);
        try
        {
            Copy(file, made);
            var items = Check(made, file);
            var requeued = CountRequeued(made, sequence);

            // The journal of a process that crashed here earlier would be rolled back into the restored file.
            File.Delete(made + "-journal");
            File.Delete(ledger + "-journal");
            File.Move(made, ledger);
            return (items, requeued);
        }
        finally
        {
            Remove(made);
        }
    }

    /// <summary>Moves a ledger back to the version of a graph: items stored in later versions are queued again.</summary>
    /// <param name="ledger">The ledger's file.</param>
    /// <param name="sequence">The version of the graph.</param>
    /// <returns>Number of items queued again.</returns>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public static long CountRequeued(string ledger, long sequence)
    {
        using var file = new LedgerFile(ledger, TimeSpan.FromSeconds(5));
        return file.Write(() =>
        {
            // Leases are not valid in the restored file, nor are versions that no longer exist.
            file.Execute(
                "UPDATE item SET lease_until = 0, token = 0, next_try = 0, rested = 0, tried_at = NULL WHERE state IN ('received', 'parsed', 'resolved')");
            return file.Execute(
                "UPDATE item SET state = 'received', sequence = NULL, attempts = 0, takes = 0, next_try = 0, rested = 0, tried_at = NULL, waits = NULL "
                + "WHERE state = 'stored' AND sequence > $sequence",
                ("$sequence", sequence));
        });
    }

    /// <summary>Creates a file with ordinary permissions, even if the original is write-protected.</summary>
    private static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    /// <summary>Checks a ledger's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <returns>Number of items.</returns>
    private static long Check(string file, string name)
    {
        // If it were opened as a ledger, an empty file would become one.
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            throw new StoreException("BACKUP_DAMAGED", $"\"{name}\" is not a backup of a ledger: it is empty or does not exist.");
        }

        if (LedgerVerify.Run(file) is [var fault, ..])
        {
            throw new StoreException("BACKUP_DAMAGED", $"\"{name}\" is not a complete backup of a ledger: {fault}");
        }

        using var copy = new LedgerFile(file, TimeSpan.Zero);
        return copy.Read(() => copy.Scalar("SELECT count(*) FROM item"));
    }

    private static void Remove(string file)
    {
        File.Delete(file);
        File.Delete(file + "-journal");
    }
}
