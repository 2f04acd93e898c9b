using System.Security.Cryptography;
using TechGraph.Schema.Graph;

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
            return Check(file);
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
    /// <param name="file">The backup.</param>
    /// <param name="ledger">Where to; nothing is there.</param>
    /// <param name="sequence">The version that the graph has: what was stored later comes anew.</param>
    /// <returns>How many items, and how many of them come anew.</returns>
    /// <exception cref="StoreException"><c>BACKUP_DAMAGED</c>, or what the file says.</exception>
    public static (long Items, long Anew) Restore(string file, string ledger, long sequence)
    {
        Check(file);

        // Whole or not at all, also when it is interrupted.
        var made = ledger + ".restoring";
        Directory.CreateDirectory(Path.GetDirectoryName(ledger)!);
        Remove(made);
        File.Copy(file, made);
        (long, long) counts;
        using (var copy = new LedgerFile(made, TimeSpan.Zero))
        {
            counts = copy.Write(() =>
            {
                // No lease outlives the place that it was given at.
                copy.Execute("UPDATE item SET lease_until = 0, next_try = 0");
                var anew = copy.Execute(
                    "UPDATE item SET state = 'received', sequence = NULL, attempts = 0, takes = 0, rested = 0 WHERE state = 'stored' AND sequence > $sequence",
                    ("$sequence", sequence));
                return (copy.Scalar("SELECT count(*) FROM item"), anew);
            });
        }

        File.Delete(made + "-journal");
        File.Move(made, ledger);
        return counts;
    }

    private static long Check(string file)
    {
        // Opening would make one of what is not there.
        if (!File.Exists(file))
        {
            throw new StoreException("BACKUP_DAMAGED", $"There is no file {file}.");
        }

        using var copy = new LedgerFile(file, TimeSpan.Zero);
        var fault = copy.Read(() => FirstFault(copy));
        return fault is null
            ? copy.Read(() => copy.Scalar("SELECT count(*) FROM item"))
            : throw new StoreException("BACKUP_DAMAGED", $"{file} is no whole backup of a ledger: {fault}");
    }

    private static string? FirstFault(LedgerFile copy)
    {
        using (var command = copy.Command("PRAGMA integrity_check"))
        {
            if (command.ExecuteScalar() is not "ok" and var said)
            {
                return $"{said}";
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
