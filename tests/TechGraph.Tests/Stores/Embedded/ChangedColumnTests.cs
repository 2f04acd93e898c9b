using System.Text;
using Microsoft.Data.Sqlite;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Workers;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest.Workers;

namespace TechGraph.Tests.Stores.Embedded;

/// <summary>Whichever column of whichever table somebody changes, in the graph's file or in the ledger's, verification names the row.</summary>
public sealed class ChangedColumnTests
{
    private static readonly string[] GraphTables = [.. Enum.GetValues<RecordKind>().Select(kind => EnumText.Kebab(kind)), "history"];
    private static readonly string[] LedgerTables = ["item", "original", "problem", "fence"];

    [Test]
    public async Task Verification_names_the_row_of_every_changed_column_of_the_graph([ValueSource(nameof(GraphTables))] string table)
    {
        using var folder = new DataFolder();
        await WriteEveryKindAsync(folder);
        var columns = Columns(folder.DataFile, table);
        Assert.That(columns, Has.Count.GreaterThan(4));
        foreach (var column in columns)
        {
            foreach (var changed in (string[])[.. Changes(column), $"DELETE FROM {table}"])
            {
                using var copy = new DataFolder();
                File.Copy(folder.DataFile, copy.DataFile);
                File.Copy(folder.HeadFile, copy.HeadFile);
                copy.Execute($"DROP TRIGGER history_is_append_only_1; DROP TRIGGER history_is_append_only_2; {changed.Replace("@", table, StringComparison.Ordinal)}");
                var faults = (await copy.Open().VerifyAsync()).Faults.Where(fault => !fault.Contains("trigger", StringComparison.Ordinal)).ToList();
                Assert.That(faults, Has.Some.Contains(table == "history" ? "istory" : $"{table}/"), $"{changed}: {string.Join(" ", faults)}");
            }
        }
    }

    [Test]
    public void Verification_names_the_row_of_every_changed_column_of_the_ledger([ValueSource(nameof(LedgerTables))] string table)
    {
        using var fixture = new WorkerFixture();
        var item = fixture.Receive("a.yaml", WorkerFixture.CompanyDossier("a"), "key");
        fixture.Ledger.Refuse(fixture.Ledger.LeaseNext("w")!, [(item, ["it has no title"])]);
        Assert.That(LedgerVerify.Run(fixture.Ledger.File), Is.Empty);
        var columns = Columns(fixture.Ledger.File, table);
        Assert.That(columns, Has.Count.GreaterThan(1));
        foreach (var column in columns)
        {
            foreach (var changed in (string[])[.. Changes(column), .. table == "fence" ? Array.Empty<string>() : [$"DELETE FROM {table}"]])
            {
                var copy = fixture.Ledger.File + ".copy.db";
                File.Copy(fixture.Ledger.File, copy, overwrite: true);
                var triggers = string.Concat(LedgerTables.SelectMany(each => new[] { $"DROP TRIGGER {each}_hash_1;", $"DROP TRIGGER {each}_hash_2;" }));
                Execute(copy, $"PRAGMA ignore_check_constraints = 1; DROP TRIGGER originals_are_kept_1; DROP TRIGGER originals_are_kept_2; {triggers} {changed.Replace("@", table, StringComparison.Ordinal)}");
                var faults = LedgerVerify.Run(copy).Where(fault => !fault.Contains("The trigger", StringComparison.Ordinal)).ToList();
                Assert.That(faults, Has.Some.StartsWith("Ledger: Table "), $"{changed}: {string.Join(" ", faults)}");
                Assert.That(faults, Has.Some.Contains($"Table {table}").Or.Some.Contains(item.Id), $"{changed}: {string.Join(" ", faults)}");
            }
        }
    }

    [Test]
    public async Task Verification_names_a_changed_definition()
    {
        using var folder = new DataFolder();
        await WriteEveryKindAsync(folder);
        folder.Execute("DROP TRIGGER history_is_append_only_2; DROP VIEW participant; CREATE VIEW participant AS SELECT 1; CREATE TABLE theirs (x)");
        Assert.That((await folder.Open().VerifyAsync()).Faults, Is.EqualTo([
            "The table theirs is not TechGraph's.", "The trigger history_is_append_only_2 is missing.", "The view participant is not defined as TechGraph defines it."]));
    }

    /// <summary>Statements that change a column, each in another way; @ stands for the table.</summary>
    private static IEnumerable<string> Changes((string Name, string Type, bool MayBeNull) column) =>
    [
        column.Type switch
        {
            "TEXT" => $"UPDATE @ SET {column.Name} = coalesce({column.Name}, '') || ' '",
            "INTEGER" => $"UPDATE @ SET {column.Name} = coalesce({column.Name}, 0) + 1",
            _ => $"UPDATE @ SET {column.Name} = x'00'",
        },
        .. column.MayBeNull ? (string[])[$"UPDATE @ SET {column.Name} = iif({column.Name} IS NULL, {(column.Type == "TEXT" ? "'x'" : "7")}, NULL)"] : [],
    ];

    private static async Task WriteEveryKindAsync(DataFolder folder)
    {
        var json = Encoding.UTF8.GetBytes("""{"title":"x"}""");
        var records = Enum.GetValues<RecordKind>().Select(kind =>
            new StoredRecord(new RecordRef(kind, "one"), new DossierId("d"), Encoding.UTF8.GetString(json), RecordJson.Hash(json)) { Original = """{"title":"before"}""" });
        await folder.Open().ApplyAsync(new ChangeSet("tester", "every kind", [.. records], []), 0);
        Assert.That((await folder.Open().VerifyAsync()).Faults, Is.Empty);
        folder.Close();
    }

    private static List<(string Name, string Type, bool MayBeNull)> Columns(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, type, \"notnull\" + pk FROM pragma_table_xinfo('{table}') WHERE hidden = 0";
        using var row = command.ExecuteReader();
        var columns = new List<(string, string, bool)>();
        while (row.Read())
        {
            columns.Add((row.GetString(0), row.GetString(1), row.GetInt64(2) == 0));
        }

        return columns;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
