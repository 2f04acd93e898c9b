using Microsoft.Data.Sqlite;

namespace TechGraph.Stores.Embedded;

/// <summary>Checks the pages and the table definitions of an SQLite file.</summary>
public static class SqliteCheck
{
    /// <summary>Most sentences of SQLite's own check.</summary>
    private const int PageFaults = 100;

    /// <summary>SQLite's own check of pages, indexes and types; one sentence for each damage.</summary>
    /// <exception cref="SqliteException">The file cannot be checked.</exception>
    public static IEnumerable<string> Pages(SqliteConnection file)
    {
        using var command = file.CreateCommand();
        command.CommandText = $"PRAGMA integrity_check({PageFaults})";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (row.GetValue(0) is string found and not "ok")
            {
                yield return $"SQLite's check: {found}.";
            }
        }
    }

    /// <summary>Compares the definitions of tables, columns, indexes, views and triggers with those that <paramref name="prepare"/> makes.</summary>
    /// <exception cref="SqliteException">The definitions cannot be read.</exception>
    public static IEnumerable<string> Definitions(SqliteConnection file, Action<SqliteConnection> prepare)
    {
        using var made = new SqliteConnection("Data Source=:memory:");
        made.Open();
        prepare(made);
        var (expected, found) = (Read(made), Read(file));
        return [.. expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Where(name => expected.GetValueOrDefault(name) != found.GetValueOrDefault(name) && !HaveSameColumns(file, made, name))
            .Select(name => !found.ContainsKey(name) ? $"The {name} is missing."
                : expected.ContainsKey(name) ? $"The {name} is not defined as TechGraph defines it." : $"The {name} is not TechGraph's.")];
    }

    /// <summary>Whether two tables have the same columns, none of them generated. An upgraded table has them in another order than a new one.</summary>
    private static bool HaveSameColumns(SqliteConnection left, SqliteConnection right, string name) =>
        name.StartsWith("table ", StringComparison.Ordinal) && Columns(left, name) is { } columns && columns == Columns(right, name);

    /// <summary>The columns of a table by name; null: there is no such table, or some are generated.</summary>
    private static string? Columns(SqliteConnection file, string name)
    {
        using var command = file.CreateCommand();
        command.CommandText = """
            SELECT CASE WHEN sum(hidden) = 0 THEN group_concat(name || ' ' || type || ' ' || "notnull" || ' ' || pk, ', ' ORDER BY name) END
            FROM pragma_table_xinfo($table)
            """;
        command.Parameters.AddWithValue("$table", name["table ".Length..]);
        return command.ExecuteScalar() as string;
    }

    private static Dictionary<string, string> Read(SqliteConnection file)
    {
        using var command = file.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
        using var row = command.ExecuteReader();
        var definitions = new Dictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
        {
            definitions[$"{row.GetValue(0)}"] = $"{row.GetValue(1)}";
        }

        return definitions;
    }
}
