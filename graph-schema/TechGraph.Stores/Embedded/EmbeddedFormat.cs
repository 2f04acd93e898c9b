using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>The tables of the embedded store, and the number of their format. An older file is upgraded step by step, a newer one is refused.</summary>
internal static class EmbeddedFormat
{
    /// <summary>The format that this version writes.</summary>
    public const int Current = 2;

    // One row a record. The JSON of the record is authoritative; SQLite derives the readable columns from it, so they cannot disagree.
    private const string Tables = """
        CREATE TABLE history (
          sequence INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          author TEXT NOT NULL,
          reason TEXT NOT NULL,
          content TEXT NOT NULL,
          hash TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER history_is_append_only_1 BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER history_is_append_only_2 BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TABLE dossier (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          title TEXT GENERATED ALWAYS AS (record ->> '$.title') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE source (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          publisher TEXT GENERATED ALWAYS AS (record ->> '$.publisher') VIRTUAL,
          title TEXT GENERATED ALWAYS AS (record ->> '$.title') VIRTUAL,
          published TEXT GENERATED ALWAYS AS (record ->> '$.published.date.text') VIRTUAL,
          url TEXT GENERATED ALWAYS AS (record ->> '$.url') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE entity (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          kind TEXT GENERATED ALWAYS AS (record ->> '$.kind') VIRTUAL,
          name TEXT GENERATED ALWAYS AS (record ->> '$.name') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE event (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          kind TEXT GENERATED ALWAYS AS (record ->> '$.kind') VIRTUAL,
          title TEXT GENERATED ALWAYS AS (record ->> '$.title') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE relation (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          kind TEXT GENERATED ALWAYS AS (record ->> '$.kind') VIRTUAL,
          from_entity TEXT GENERATED ALWAYS AS (record ->> '$.from') VIRTUAL,
          to_entity TEXT GENERATED ALWAYS AS (record ->> '$.to') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE extension (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE claim (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL,
          about TEXT GENERATED ALWAYS AS ((record ->> '$.about.kind') || '/' || (record ->> '$.about.id')) VIRTUAL,
          source TEXT GENERATED ALWAYS AS (record ->> '$.source') VIRTUAL,
          locator TEXT GENERATED ALWAYS AS (record ->> '$.locator') VIRTUAL,
          stance TEXT GENERATED ALWAYS AS (coalesce(record ->> '$.stance', 'states')) VIRTUAL,
          says TEXT GENERATED ALWAYS AS (record ->> '$.says') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE VIEW participant AS
          SELECT event.id AS event, p.value ->> '$.role' AS role, p.value ->> '$.of.kind' AS kind, p.value ->> '$.of.id' AS participant,
                 coalesce(p.value ->> '$.certainty', 'stated') AS certainty
          FROM event, json_each(event.record, '$.participants') AS p;
        """;

    // From 1 to 2: judgements and withdrawals, and the original of the records that they change.
    private static readonly string Upgrade2 = string.Concat(new[] { "dossier", "source", "entity", "event", "relation", "extension", "claim" }
        .Select(table => $"ALTER TABLE {table} ADD COLUMN original TEXT;\n")) + """
        CREATE TABLE judgement (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL, original TEXT,
          entity TEXT GENERATED ALWAYS AS (record ->> '$.entity') VIRTUAL,
          other TEXT GENERATED ALWAYS AS (record ->> '$.other') VIRTUAL,
          verdict TEXT GENERATED ALWAYS AS (coalesce(record ->> '$.verdict', 'unsure')) VIRTUAL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE withdrawal (
          id TEXT PRIMARY KEY, dossier TEXT NOT NULL, hash TEXT NOT NULL, record TEXT NOT NULL, original TEXT,
          reason TEXT GENERATED ALWAYS AS (record ->> '$.reason') VIRTUAL
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Creates the tables in an empty file, upgrades an older file, and refuses a newer file or another program's.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="lost">The version that an empty file must have had; null: the file may be new.</param>
    /// <exception cref="StoreException"><c>STORE_NEWER</c>, <c>STORE_FOREIGN</c>, <c>STORE_MISSING</c>.</exception>
    public static void Prepare(SqliteConnection connection, string file, GraphHead? lost = null)
    {
        // The transaction takes the write lock first, so that two processes that start together do not both create the tables.
        using var transaction = connection.BeginTransaction(deferred: false);
        var format = Scalar(connection, "PRAGMA user_version");
        if (format > Current)
        {
            throw new StoreException(
                "STORE_NEWER", $"The data file \"{file}\" has format {format}; this version reads up to {Current}. Use a newer version of TechGraph.");
        }

        if (format == 0)
        {
            if (Scalar(connection, "SELECT count(*) FROM sqlite_master") > 0)
            {
                throw new StoreException("STORE_FOREIGN", $"The file \"{file}\" is an SQLite database, but not one of TechGraph. Choose another with TechGraph__Data.");
            }

            if (lost is { } named)
            {
                throw HeadComparison.Missing(file, named);
            }

            Execute(connection, Tables);
        }

        if (format < 2)
        {
            Execute(connection, Upgrade2);
            Execute(connection, $"PRAGMA user_version = {Current}");
        }

        // This connection's schema may be older than the tables that another process created. If it were read later, outside a transaction
        // and during another process's commit, SQLite would not read it again, but report that the table does not exist.
        Execute(connection, "SELECT 1 FROM history LIMIT 1");
        transaction.Commit();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
