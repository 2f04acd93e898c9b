using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>Reads a table with its mapping into one dossier. A row that cannot be read is refused alone, with its line; all other rows are read.</summary>
public static class CsvImport
{
    /// <summary>Reads a table.</summary>
    /// <param name="text">The table; its first line names the columns.</param>
    /// <param name="file">Its name for problems.</param>
    /// <param name="mapping">How its rows are read.</param>
    /// <param name="known">Entities of the graph, to match parties with.</param>
    /// <returns>The report; without a dossier if columns are missing and nothing was read.</returns>
    public static CsvImportReport Read(TextReader text, string file, CsvMapping mapping, EntityMatcher known)
    {
        var problems = new Problems();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mapping.Delimiter,
            BadDataFound = null,
            MissingFieldFound = null,
            DetectColumnCountChanges = false,
        };
        using var csv = new CsvReader(text, configuration);
        var dossier = new DossierFile(file, new Dossier(mapping.Import, mapping.Title) { About = $"Imported from {Path.GetFileName(file)}." }) { Position = new TextPosition(file, 1, 1) };
        if (!csv.Read() || !csv.ReadHeader())
        {
            problems.Add("CSV002", new TextPosition(file, 1, 1), "The file is empty. Its first line must have the names of the columns.");
            return new CsvImportReport(null, [.. problems]);
        }

        if (CheckColumns(csv.HeaderRecord!, file, mapping, problems))
        {
            return new CsvImportReport(null, [.. problems]);
        }

        dossier.Sources.Add(new Positioned<Source>(mapping.Source, dossier.Position));
        var rows = new RowReader(mapping, dossier, known, problems);
        var report = new CsvImportReport(dossier, []);
        var columns = csv.HeaderRecord!.Length;
        while (csv.Read())
        {
            var position = new TextPosition(file, csv.Parser.RawRow, 1);
            report.Rows++;
            if (csv.Parser.Count != columns)
            {
                problems.Add("CSV006", position, $"The row has {csv.Parser.Count} fields, but the first line has {columns}. The row was refused. Check for a missing quote.");
                report.Refused++;
            }
            else if (rows.Read(column => csv.GetField(column)?.Trim() ?? "", position))
            {
                report.Stored++;
            }
            else
            {
                report.Refused++;
            }
        }

        return report with { Problems = [.. problems], Matches = rows.Matches };
    }

    private static bool CheckColumns(string[] header, string file, CsvMapping mapping, Problems problems)
    {
        var wanted = mapping.Parties.Values.SelectMany(party => new[] { party.Id, party.Name, party.Country, party.Sectors })
            .Concat(mapping.Event.Id)
            .Concat(mapping.Event.Dates.Select(date => date.Column))
            .Concat([mapping.Event.Value?.Amount, mapping.Event.Value?.Currency])
            .Concat(MappingReader.Columns(mapping.Event.Title))
            .Concat(MappingReader.Columns(mapping.Event.Says));
        var missing = wanted.OfType<string>().Distinct().Where(column => !header.Contains(column)).ToList();
        foreach (var column in missing)
        {
            problems.Add("CSV002", new TextPosition(file, 1, 1), $"There is no column \"{column}\".{SpellingSuggestion.Hint(column, header)}");
        }

        foreach (var twice in header.GroupBy(column => column).Where(group => group.Count() > 1))
        {
            problems.Add("CSV002", new TextPosition(file, 1, 1), $"Two columns are named \"{twice.Key}\".");
        }

        return missing.Count > 0 || header.Distinct().Count() < header.Length;
    }
}

/// <summary>The result of reading a table.</summary>
/// <param name="Dossier">The dossier; null: the table could not be read at all.</param>
/// <param name="Problems">Every row that was refused and every value that was left out, in order of lines.</param>
public sealed record CsvImportReport(DossierFile? Dossier, IReadOnlyList<Problem> Problems)
{
    /// <summary>Parties that were matched with entities of the graph, each with the reason, in order of lines.</summary>
    public IReadOnlyList<EntityMatch> Matches { get; init; } = [];

    /// <summary>Number of rows below the first line; the sum of <see cref="Stored"/> and <see cref="Refused"/>.</summary>
    public int Rows { get; internal set; }

    /// <summary>Number of rows that became an event.</summary>
    public int Stored { get; internal set; }

    /// <summary>Number of rows that were refused.</summary>
    public int Refused { get; internal set; }
}
