using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Stores.Embedded;

namespace TechGraph.Ingest.Workers;

/// <summary>Checks the ledger's file: its pages, its tables, the hash of every row, and that every item has its bytes. Continues after each damage.</summary>
public static class LedgerVerify
{
    /// <summary>Checks a ledger.</summary>
    /// <param name="file">Its file; a file that does not exist has no fault.</param>
    /// <returns>One sentence for each damage, by table and row.</returns>
    public static IReadOnlyList<string> Run(string file)
    {
        var faults = new List<string>();
        if (!File.Exists(file))
        {
            return faults;
        }

        using var ledger = new LedgerFile(file, TimeSpan.FromSeconds(10));
        try
        {
            ledger.Read(() =>
            {
                Check(ledger, faults);
                return true;
            });
        }
        catch (StoreException failure)
        {
            faults.Add(failure.Message);
        }

        return [.. faults.Select(fault => $"Ledger: {fault}")];
    }

    private static void Check(LedgerFile ledger, List<string> faults)
    {
        var connection = ledger.Command("").Connection!;
        faults.AddRange(SqliteCheck.Pages(connection));
        faults.AddRange(SqliteCheck.Definitions(connection, made => LedgerFormat.Prepare(made, ":memory:")));
        foreach (var (table, key, columns) in LedgerHash.Tables)
        {
            Guard(table, faults, () => CheckRows(ledger, table, key, columns, faults));
        }

        Guard("original", faults, () => CheckContents(ledger, faults));
        Find(
            ledger, faults, "item",
            "SELECT id FROM item WHERE NOT EXISTS (SELECT 1 FROM original WHERE original.id = item.id AND original.revision = item.revision AND original.sha256 = item.sha256) ORDER BY queue",
            id => $"Table item, row {id}: the bytes that were submitted are missing.");
        Find(
            ledger, faults, "original",
            "SELECT id || '/' || revision FROM original WHERE id NOT IN (SELECT id FROM item) ORDER BY 1",
            id => $"Table original, row {id}: its item is missing.");
        Find(
            ledger, faults, "problem",
            "SELECT id FROM item WHERE state = 'refused' AND NOT EXISTS (SELECT 1 FROM problem WHERE problem.id = item.id AND problem.revision = item.revision) ORDER BY queue",
            id => $"Table problem: the reasons why item {id} was refused are missing.");
    }

    private static void CheckRows(LedgerFile ledger, string table, string key, string[] columns, List<string> faults)
    {
        using var command = ledger.Command($"SELECT {key.Replace(", ", " || '/' || ", StringComparison.Ordinal)}, hash, {string.Join(", ", columns)} FROM {table}");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var values = Enumerable.Range(2, columns.Length).Select(row.GetValue);
            if (row.GetValue(1) as string != LedgerHash.Of(values))
            {
                faults.Add($"Table {table}, row {row.GetValue(0)} does not match its hash.");
            }
        }
    }

    private static void CheckContents(LedgerFile ledger, List<string> faults)
    {
        using var command = ledger.Command("SELECT id || '/' || revision, sha256, content FROM original");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (row.GetValue(2) is not byte[] content || Convert.ToHexStringLower(SHA256.HashData(content)) != row.GetValue(1) as string)
            {
                faults.Add($"Table original, row {row.GetValue(0)} does not have the bytes that were submitted.");
            }
        }
    }

    private static void Find(LedgerFile ledger, List<string> faults, string table, string sql, Func<object, string> sentence) => Guard(table, faults, () =>
    {
        using var command = ledger.Command(sql);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            faults.Add(sentence(row.GetValue(0)));
        }
    });

    private static void Guard(string table, List<string> faults, Action check)
    {
        try
        {
            check();
        }
        catch (SqliteException error)
        {
            faults.Add($"Table {table} cannot be read completely: {error.Message}");
        }
    }
}
