using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Workers;

/// <summary>The ledger's tables, and the number of their format.</summary>
internal static class LedgerFormat
{
    private const int Current = 4;

    // Times are ticks in UTC. Bytes are never changed: a corrected file is a further row of "original".
    private const string Tables = """
        CREATE TABLE item (
          queue INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          origin TEXT NOT NULL,
          name TEXT NOT NULL,
          author TEXT NOT NULL,
          idempotency_key TEXT UNIQUE,
          revision INTEGER NOT NULL,
          sha256 TEXT NOT NULL,
          size INTEGER NOT NULL,
          dossier TEXT,
          state TEXT NOT NULL CHECK (state IN ('received', 'parsed', 'resolved', 'stored', 'refused')),
          attempts INTEGER NOT NULL DEFAULT 0,
          takes INTEGER NOT NULL DEFAULT 0,
          next_try INTEGER NOT NULL DEFAULT 0,
          waits TEXT,
          lease_owner TEXT,
          lease_until INTEGER NOT NULL DEFAULT 0,
          token INTEGER NOT NULL DEFAULT 0,
          received_at INTEGER NOT NULL,
          changed_at INTEGER NOT NULL,
          sequence INTEGER,
          rested INTEGER NOT NULL DEFAULT 0,
          tried_at INTEGER
        ) STRICT;
        CREATE INDEX item_on_its_way ON item (queue) WHERE state IN ('received', 'parsed', 'resolved');
        CREATE INDEX item_of_dossier ON item (dossier, queue) WHERE state IN ('received', 'parsed', 'resolved');
        CREATE INDEX item_stored ON item (dossier, queue) WHERE state = 'stored';
        CREATE INDEX item_by_state ON item (state, queue);
        CREATE TABLE original (
          id TEXT NOT NULL, revision INTEGER NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL, content BLOB NOT NULL,
          PRIMARY KEY (id, revision)
        ) STRICT;
        CREATE TRIGGER originals_are_kept_1 BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'originals are kept'); END;
        CREATE TRIGGER originals_are_kept_2 BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'originals are kept'); END;
        CREATE TABLE problem (
          id TEXT NOT NULL, revision INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL,
          PRIMARY KEY (id, revision, line)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE fence (token INTEGER NOT NULL) STRICT;
        INSERT INTO fence (token) VALUES (0);
        """;

    /// <summary>Creates the tables in an empty file, upgrades an older file, and refuses a newer file or another program's.</summary>
    public static void Prepare(SqliteConnection connection, string file)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var format = Convert.ToInt64(command.ExecuteScalar(), null);
        if (format > Current)
        {
            throw new StoreException("STORE_NEWER", $"The ledger \"{file}\" has format {format}; this version reads up to {Current}. Use a newer version of TechGraph.");
        }

        if (format == 0)
        {
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            if (Convert.ToInt64(command.ExecuteScalar(), null) > 0)
            {
                throw new StoreException("STORE_FOREIGN", $"The file \"{file}\" is an SQLite database, but not a ledger of TechGraph. Choose another with TechGraph__Intake__Ledger.");
            }

            Run(command, Tables);
        }

        LedgerHash.Define(connection);
        if (format < 3)
        {
            Add(command, "rested", "INTEGER NOT NULL DEFAULT 0");
            Add(command, "tried_at", "INTEGER");
            Run(command, "CREATE INDEX IF NOT EXISTS item_stored ON item (dossier, queue) WHERE state = 'stored';");
        }

        if (format < Current)
        {
            Run(command, LedgerHash.Upgrade + $"PRAGMA user_version = {Current};");
        }

        transaction.Commit();
    }

    private static void Run(SqliteCommand command, string sql)
    {
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Add(SqliteCommand command, string column, string type)
    {
        command.CommandText = $"SELECT count(*) FROM pragma_table_info('item') WHERE name = '{column}'";
        if (Convert.ToInt64(command.ExecuteScalar(), null) == 0)
        {
            Run(command, $"ALTER TABLE item ADD COLUMN {column} {type}");
        }
    }
}
