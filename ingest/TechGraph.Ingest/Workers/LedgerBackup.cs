using System.Security.Cryptography;
using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// A backup of the ledger, beside the graph's and taken after it: <c>monday.db</c>, <c>monday.intake.db</c>. What the ledger says is stored
/// in later versions than the graph's backup has is worked off again when it is restored, in its order; so nothing is between the two.
/// </summary>
public static class LedgerBackup
{
    /// <summary>Where the ledger's backup lies.</summary>
    /// <param name="backup">The graph's.</param>
    public static string FileOf(string backup) => Path.ChangeExtension(backup, ".intake.db");

    /// <summary>Writes a backup and checks it: every item has its bytes, and they are what they were.</summary>
    /// <param name="ledger">The ledger; it may be written to meanwhile.</param>
    /// <param name="file">Where to; nothing is there.</param>
    /// <returns>How many items; null: there is no ledger, and nothing was written.</returns>
    /// <exception cref="StoreException"><c>BACKUP_EXISTS</c>, <c>BACKUP_DAMAGED</c>, or what the file says.</exception>
    public static long? Write(Ledger ledger, string file)
    {
        if (!File.Exists(ledger.File))
        {
            return null;
        }

        RefuseExisting(file);
        try
        {
            ledger.CopyTo(file);
            return Check(file, file);
        }
        catch
        {
            Remove(file);
            throw;
        }
    }

    /// <summary>Refuses to overwrite one.</summary>
    /// <exception cref="StoreException"><c>BACKUP_EXISTS</c>.</exception>
    public static void RefuseExisting(string file)
    {
        if (File.Exists(file))
        {
            throw new StoreException("BACKUP_EXISTS", $"{file} is there already. Name a backup that is not.");
        }
    }

    /// <summary>Puts a backup where a ledger is to be.</summary>
    /// <param name="file">The backup; it is read and never written.</param>
    /// <param name="ledger">Where to; nothing is there.</param>
    /// <param name="sequence">The version that the graph has: what was stored later comes anew.</param>
    /// <returns>How many items, and how many of them come anew.</returns>
    /// <exception cref="StoreException"><c>BACKUP_DAMAGED</c>, or what the file says.</exception>
    public static (long Items, long Anew) Restore(string file, string ledger, long sequence)
    {
        // Whole or not at all, also when it is interrupted.
        var made = ledger + ".restoring";
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        Remove(made);
        try
        {
            Copy(file, made);
            var items = Check(made, file);
            var anew = CountRequeued(made, sequence);

            // What a process left that died here before would be rolled back into the restored one.
            File.Delete(made + "-journal");
            File.Delete(ledger + "-journal");
            File.Move(made, ledger);
            return (items, anew);
        }
        finally
        {
            Remove(made);
        }
    }

    /// <summary>Takes a ledger back to where a graph is: what was stored in later versions comes anew.</summary>
    /// <param name="ledger">The ledger's file.</param>
    /// <param name="sequence">The version that the graph has.</param>
    /// <returns>How many items come anew.</returns>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public static long CountRequeued(string ledger, long sequence)
    {
        using var file = new LedgerFile(ledger, TimeSpan.FromSeconds(5));
        return file.Write(() =>
        {
            // No lease outlives the place that it was given at, nor what was missed in versions that are no more.
            file.Execute(
                "UPDATE item SET lease_until = 0, token = 0, next_try = 0, rested = 0, tried_at = NULL WHERE state IN ('received', 'parsed', 'resolved')");
            return file.Execute(
                "UPDATE item SET state = 'received', sequence = NULL, attempts = 0, takes = 0, next_try = 0, rested = 0, tried_at = NULL, waits = NULL "
                + "WHERE state = 'stored' AND sequence > $sequence",
                ("$sequence", sequence));
        });
    }

    /// <summary>A new file with the rights of one, also where the other is write-protected.</summary>
    private static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    /// <summary>Checks a ledger's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">How it is called.</param>
    /// <returns>How many items it has.</returns>
    private static long Check(string file, string name)
    {
        // Opened as a ledger, an empty file would become one.
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            throw new StoreException("BACKUP_DAMAGED", $"{name} is no backup of a ledger: it is empty, or not there.");
        }

        using var copy = new LedgerFile(file, TimeSpan.Zero);
        var fault = copy.Read(() => FirstDamage(copy));
        return fault is null
            ? copy.Read(() => copy.Scalar("SELECT count(*) FROM item"))
            : throw new StoreException("BACKUP_DAMAGED", $"{name} is no whole backup of a ledger: {fault}");
    }

    private static string? FirstDamage(LedgerFile copy)
    {
        using (var command = copy.Command("PRAGMA integrity_check"))
        {
            if (command.ExecuteScalar() is not "ok" and var lastErrorCode)
            {
                return $"{lastErrorCode}";
            }
        }

        using var items = copy.Command("SELECT item.id, original.sha256, content FROM item LEFT JOIN original USING (id) ORDER BY queue");
        using var row = items.ExecuteReader();
        while (row.Read())
        {
            if (row.IsDBNull(1) || Convert.ToHexStringLower(SHA256.HashData(row.GetFieldValue<byte[]>(2))) != row.GetString(1))
            {
                return $"item {row.GetString(0)} has not the bytes that came.";
            }
        }

        return null;
    }

    private static void Remove(string file)
    {
        File.Delete(file);
        File.Delete(file + "-journal");
    }
}
