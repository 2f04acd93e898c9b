using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// The hash of a row of the ledger, over all its columns. Triggers write it, so that no statement can forget it; they need the function
/// <c>row_hash</c>, which only this program defines.
/// </summary>
internal static class LedgerHash
{
    /// <summary>The tables, each with its key and all columns that the hash covers.</summary>
    public static IReadOnlyList<(string Table, string Key, string[] Columns)> Tables { get; } =
    [
        ("item", "queue", [
            "queue", "id", "origin", "name", "author", "idempotency_key", "revision", "sha256", "size", "dossier", "state", "attempts", "takes", "next_try", "waits",
            "lease_owner", "lease_until", "token", "received_at", "changed_at", "sequence", "rested", "tried_at"]),
        // The content has a hash of its own.
        ("original", "rowid", ["id", "revision", "sha256", "at"]),
        ("problem", "id, revision, line", ["id", "revision", "line", "text"]),
        ("fence", "rowid", ["token"]),
    ];

    /// <summary>Defines <c>row_hash</c> on a connection.</summary>
    public static void Define(SqliteConnection connection) => connection.CreateFunction("row_hash", static values => Of(values), isDeterministic: true);

    /// <summary>SHA-256 over the values with their types and lengths, lower-case hex.</summary>
    public static string Of(IEnumerable<object?> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value switch { null or DBNull => "null", long => "integer", string => "text", _ => value.GetType().Name }} ");
            var written = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(CultureInfo.InvariantCulture, $"{written.Length} {written}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The statements that add the hash to the tables, and compute it for the rows that exist.</summary>
    public static string Upgrade { get; } =
        """
        DROP TRIGGER originals_are_kept_1;
        CREATE TRIGGER originals_are_kept_1 BEFORE UPDATE OF id, revision, sha256, at, content ON original BEGIN SELECT RAISE(ABORT, 'originals are kept'); END;

        """ + string.Concat(Tables.Select(table => Upgraded(table.Table, table.Key, table.Columns)));

    private static string Upgraded(string table, string key, string[] columns)
    {
        var hash = $"row_hash({string.Join(", ", columns.Select(column => $"NEW.{column}"))})";
        var same = string.Join(" AND ", key.Split(", ").Select(column => $"{column} = NEW.{column}"));
        var update = $"BEGIN UPDATE {table} SET hash = {hash} WHERE {same}; END;";
        return $"""
            ALTER TABLE {table} ADD COLUMN hash TEXT;
            UPDATE {table} SET hash = row_hash({string.Join(", ", columns)});
            CREATE TRIGGER {table}_hash_1 AFTER INSERT ON {table} {update}
            CREATE TRIGGER {table}_hash_2 AFTER UPDATE OF {string.Join(", ", columns)} ON {table} {update}

            """;
    }
}
