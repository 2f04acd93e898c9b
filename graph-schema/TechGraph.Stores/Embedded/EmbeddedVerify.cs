using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Stores.History;

namespace TechGraph.Stores.Embedded;

/// <summary>Checks a data file: its pages, its tables, its rows and its head file. Continues after each damage.</summary>
internal static class EmbeddedVerify
{
    /// <summary>Checks the open file in one read transaction.</summary>
    public static VerifyResult Run(EmbeddedFile file)
    {
        var (faults, notes) = (new List<string>(), new List<string>());
        var connection = file.Open();

        // Read before the history, and after the opening, which may have brought it up to date.
        var headFile = HeadFile.Read(file.Path);
        using (connection.BeginTransaction(deferred: true))
        {
            Guard("pages", faults, () => faults.AddRange(SqliteCheck.Pages(connection)));
            Guard("sqlite_schema", faults, () => faults.AddRange(SqliteCheck.Definitions(connection, made => EmbeddedFormat.Prepare(made, ":memory:"))));
            var replay = new HistoryReplay(faults);
            Read(file, "history", $"SELECT {EmbeddedRows.HistoryColumns} FROM history ORDER BY sequence", row => replay.Add(EmbeddedRows.History(row)), faults);
            StoreVerify.Run([.. Records(file, faults)], replay, faults);
            CheckHead(file, headFile, faults, notes);
        }

        if (faults.Count == 0 && notes.Count > 0)
        {
            notes[0] += file.CatchUpHeadFile() is null ? "; the next write brings it up to date." : "; it was brought up to date. Nothing is missing.";
        }

        return new VerifyResult(faults, notes);
    }

    private static void CheckHead(EmbeddedFile file, HeadFile headFile, List<string> faults, List<string> notes) => Guard("history", faults, () =>
    {
        var compared = file.CompareHead(headFile);
        if (compared.Problem is { } problem)
        {
            faults.Add(problem.Message);
        }
        else if (compared.Note is { } note)
        {
            notes.Add(note);
        }
    });

    private static List<StoredRecord> Records(EmbeddedFile file, List<string> faults)
    {
        var records = new List<StoredRecord>();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var table = EmbeddedRows.Table(kind);
            Read(file, table, $"SELECT {EmbeddedRows.RecordColumns} FROM {table}", row => records.Add(EmbeddedRows.Record(kind, row)), faults);
        }

        return records;
    }

    /// <summary>Reads the rows that can be read; each of the others is a fault.</summary>
    private static void Read(EmbeddedFile file, string table, string sql, Action<SqliteDataReader> read, List<string> faults) => Guard(table, faults, () =>
    {
        using var command = file.Command(sql);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            try
            {
                read(row);
            }
            catch (StoreException damaged)
            {
                faults.Add(damaged.Message);
            }
        }
    });

    private static void Guard(string part, List<string> faults, Action check)
    {
        try
        {
            check();
        }
        catch (SqliteException error)
        {
            faults.Add($"Table {part} cannot be read completely: {error.Message}");
        }
    }
}
