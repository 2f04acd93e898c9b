using System.Globalization;
using CsvHelper;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Formats;

/// <summary>
/// Exports the graph as one CSV table for each kind of record, with readable columns and, last, the record itself, from which it is read
/// back. A further table <c>participant.csv</c> repeats the participants of the events.
/// </summary>
public static class CsvTables
{
    private static readonly string[] Always = ["id", "dossier"];
    private static readonly string[] Needed = ["id", "dossier", "record"];
    private static readonly string[] ParticipantColumns = ["event", "role", "kind", "id", "certainty"];

    /// <summary>Writes a table for every kind into a folder, and overwrites existing tables.</summary>
    public static async Task WriteAsync(IEnumerable<StoredRecord> records, string folder, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        var written = StoredRecord.AsWritten(records).OrderBy(record => record.Ref).ToLookup(record => record.Ref.Kind);
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var columns = CsvColumns.Of(kind);
            await WriteAsync(
                Path.Combine(folder, $"{EnumText.Kebab(kind)}.csv"),
                [.. Always, .. columns.Select(column => column.Name), "record"],
                written[kind].Select(record => record.Read() is var read
                    ? new[] { record.Ref.Id, record.Dossier.Value }.Concat(columns.Select(column => Safe(column.Value(read)))).Append(record.Json)
                    : []),
                cancellation).ConfigureAwait(false);
        }

        await WriteAsync(
            Path.Combine(folder, "participant.csv"),
            ParticipantColumns,
            written[RecordKind.Event].Select(record => (Event)record.Read()).SelectMany(@event => @event.Participants.Select(part =>
                (IEnumerable<string?>)[@event.Id.Value, part.Role, EnumText.Kebab(part.Of.Kind), part.Of.Id, EnumText.Kebab(part.Certainty)])),
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the tables of a folder back; only the columns <c>id</c>, <c>dossier</c> and <c>record</c> are read.</summary>
    public static IReadOnlyList<StoredRecord> Read(string folder, Problems problems)
    {
        var records = new List<StoredRecord>();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var file = Path.Combine(folder, $"{EnumText.Kebab(kind)}.csv");
            if (!File.Exists(file))
            {
                continue;
            }

            using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
            if (!csv.Read() || !csv.ReadHeader() || Needed.Except(csv.HeaderRecord!).Any())
            {
                problems.Add("CSV002", new TextPosition(file, 1, 1), "A table of an export must have the columns \"id\", \"dossier\" and \"record\".");
                continue;
            }

            while (csv.Read())
            {
                var position = new TextPosition(file, csv.Parser.RawRow, 1);
                if (RecordLine.Read($"{EnumText.Kebab(kind)}/{csv.GetField("id")}", csv.GetField("dossier") ?? "", csv.GetField("record") ?? "", position, problems) is { } record)
                {
                    records.Add(record);
                }
            }
        }

        return records;
    }

    /// <summary>Changes a text so that no spreadsheet reads it as a formula.</summary>
    /// <remarks>
    /// A text that begins with = + - @, a tab, a carriage return or a full-width form of these gets an apostrophe. The record itself is
    /// JSON and begins with a brace.
    /// </remarks>
    internal static string? Safe(string? text) => text is [var first, ..] && "=+-@\t\r＝＋－＠".Contains(first, StringComparison.Ordinal) ? $"'{text}" : text;

    private static async Task WriteAsync(string file, IEnumerable<string> header, IEnumerable<IEnumerable<string?>> rows, CancellationToken cancellation)
    {
        // All or nothing: a table that was cut off looks like a complete one.
        var draft = file + ".new";
        await using (var csv = new CsvWriter(new StreamWriter(draft), CultureInfo.InvariantCulture))
        {
            foreach (var row in rows.Prepend(header))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var cell in row)
                {
                    csv.WriteField(cell);
                }

                await csv.NextRecordAsync().ConfigureAwait(false);
            }
        }

        File.Move(draft, file, overwrite: true);
    }
}
