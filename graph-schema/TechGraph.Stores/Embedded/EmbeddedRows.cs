using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Embedded;

/// <summary>Reads the rows of the tables. A damaged file may hold other types than the tables declare.</summary>
internal static class EmbeddedRows
{
    /// <summary>The columns of a record, in the order of <see cref="Record"/>.</summary>
    public const string RecordColumns = "id, dossier, hash, record, original";

    /// <summary>The columns of a history entry, in the order of <see cref="History"/>.</summary>
    public const string HistoryColumns = "sequence, at, author, reason, content, hash";

    /// <summary>The table of a kind of record.</summary>
    public static string Table(RecordKind kind) => EnumText.Kebab(kind);

    /// <summary>A record.</summary>
    /// <exception cref="StoreException"><c>STORE_DAMAGED</c>: a column has no text.</exception>
    public static StoredRecord Record(RecordKind kind, SqliteDataReader row) =>
        new(new RecordRef(kind, Text(row, 0, Table(kind))), new DossierId(Text(row, 1, Table(kind))), Text(row, 3, Table(kind)), Text(row, 2, Table(kind)))
        {
            Original = row.IsDBNull(4) ? null : Text(row, 4, Table(kind)),
        };

    /// <summary>An entry of the history, as it is stored.</summary>
    /// <exception cref="StoreException"><c>STORE_DAMAGED</c>: a column has no text.</exception>
    public static HistoryRow History(SqliteDataReader row) => new(
        row.GetInt64(0), Text(row, 1, "history"), Text(row, 2, "history"), Text(row, 3, "history"), Text(row, 4, "history"), Text(row, 5, "history"));

    private static string Text(SqliteDataReader row, int column, string table) => row.GetValue(column) as string
        ?? throw new StoreException("STORE_DAMAGED", $"Table {table}, row \"{row.GetValue(0)}\": the column {row.GetName(column)} holds no text. Run techgraph verify.");
}
