using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>How the rows of a table become events; the form is in docs/formats.md.</summary>
/// <param name="Import">Id of the dossier that the table becomes, and the beginning of every id that it makes.</param>
/// <param name="Title">The dossier's title.</param>
/// <param name="Source">The table as a source.</param>
/// <param name="Event">What a row is.</param>
public sealed record CsvMapping(DossierId Import, string Title, Source Source, RowEvent Event)
{
    /// <summary>Whom a row names, by the name that <see cref="RowEvent.Participants"/> uses.</summary>
    public ImmutableSortedDictionary<string, RowParty> Parties { get; init; } = ImmutableSortedDictionary<string, RowParty>.Empty;

    /// <summary>Between fields; a comma unless said otherwise.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Reads a mapping file.</summary>
    /// <returns>Null: it has problems.</returns>
    public static CsvMapping? Parse(ReadOnlySpan<byte> bytes, string name, Terms terms, Problems problems)
    {
        var before = problems.Count;
        if (YamlReader.Read(bytes, name, problems) is not { } root)
        {
            return null;
        }

        var read = new MappingReader(terms, problems).Read(new YamlFields(root, problems));
        return problems.Count == before ? read : null;
    }
}

/// <summary>Somebody whom a row names.</summary>
/// <param name="Kind">A kind of entity.</param>
/// <param name="Id">Column of what tells one from another; equal values are one entity.</param>
/// <param name="Name">Column of the name.</param>
public sealed record RowParty(string Kind, string Id, string Name)
{
    /// <summary>What the value of <see cref="Id"/> must look like, a regular expression; a row of another shape is refused. Null: anything.</summary>
    public Regex? IdPattern { get; init; }

    /// <summary>Column of the country (ISO 3166-1, two or three letters); null: none.</summary>
    public string? Country { get; init; }

    /// <summary>Column of lines of business, joined by <c>|</c>; null: none.</summary>
    public string? Sectors { get; init; }

    /// <summary>Scheme under which the value of <see cref="Id"/> is kept as an external id; null: it is not.</summary>
    public string? Scheme { get; init; }

    /// <summary>Whether an entity of the graph with the same name, and no other of that name, is taken for the same.</summary>
    public bool MatchName { get; init; }
}

/// <summary>What a row is.</summary>
/// <param name="Kind">A kind of event.</param>
/// <param name="Title">A text with columns in braces: <c>{buyer} buys {target}</c>.</param>
/// <param name="Says">The paraphrase of the claim, in the same form.</param>
public sealed record RowEvent(EventKind Kind, string Title, string Says)
{
    /// <summary>Columns whose values together tell one event from another.</summary>
    public required ImmutableArray<string> Id { get; init; }

    /// <summary>Role and party.</summary>
    public required ImmutableArray<(string Role, string Party)> Participants { get; init; }

    /// <summary>Which date is in which column.</summary>
    public ImmutableArray<(Milestone Milestone, string Column)> Dates { get; init; } = [];

    /// <summary>Dates that begin before it are left out, and reported; null: none are.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>Dates that end after it are left out, and reported; null: none are.</summary>
    public DateOnly? Latest { get; init; }

    /// <summary>Columns of a sum, and what it measures; null: none.</summary>
    public RowMoney? Value { get; init; }
}

/// <summary>Columns of a sum.</summary>
/// <param name="Amount">Column of the amount, in whole units.</param>
/// <param name="Currency">Column of the ISO 4217 code.</param>
/// <param name="Measure">What it measures.</param>
public sealed record RowMoney(string Amount, string Currency, Measure Measure);
