using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>How the rows of a table become events. The format is in docs/formats.md.</summary>
/// <param name="Import">Id of the dossier that the table becomes, and prefix of every id made from it.</param>
/// <param name="Title">The dossier's title.</param>
/// <param name="Source">The table as a source.</param>
/// <param name="Event">How a row becomes an event.</param>
public sealed record CsvMapping(DossierId Import, string Title, Source Source, RowEvent Event)
{
    /// <summary>The parties of a row, by the name that <see cref="RowEvent.Participants"/> uses.</summary>
    public ImmutableSortedDictionary<string, RowParty> Parties { get; init; } = ImmutableSortedDictionary<string, RowParty>.Empty;

    /// <summary>The delimiter between fields; a comma by default.</summary>
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

/// <summary>A party of a row.</summary>
/// <param name="Kind">A kind of entity.</param>
/// <param name="Id">Column that identifies the party; equal values are one entity.</param>
/// <param name="Name">Column of the name.</param>
public sealed record RowParty(string Kind, string Id, string Name)
{
    /// <summary>Pattern that the value of <see cref="Id"/> must match, a regular expression; a row with another value is refused. Null: any value.</summary>
    public Regex? IdPattern { get; init; }

    /// <summary>Column of the country (ISO 3166-1, two or three letters); null: none.</summary>
    public string? Country { get; init; }

    /// <summary>Column of sectors, joined by <c>|</c>; null: none.</summary>
    public string? Sectors { get; init; }

    /// <summary>Scheme under which the value of <see cref="Id"/> is stored as an external id; null: it is not stored.</summary>
    public string? Scheme { get; init; }

    /// <summary>Whether a party is matched with an entity of the graph that has the same name, if only one has it.</summary>
    public bool MatchName { get; init; }
}

/// <summary>How a row becomes an event.</summary>
/// <param name="Kind">A kind of event.</param>
/// <param name="Title">A text with columns in braces: <c>{buyer} buys {target}</c>.</param>
/// <param name="Says">The paraphrase of the claim, in the same form.</param>
public sealed record RowEvent(EventKind Kind, string Title, string Says)
{
    /// <summary>Columns whose values together identify an event.</summary>
    public required ImmutableArray<string> Id { get; init; }

    /// <summary>Roles with their parties.</summary>
    public required ImmutableArray<(string Role, string Party)> Participants { get; init; }

    /// <summary>Milestones with their columns.</summary>
    public ImmutableArray<(Milestone Milestone, string Column)> Dates { get; init; } = [];

    /// <summary>Dates that begin before this day are left out and reported; null: none.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>Dates that end after this day are left out and reported; null: none.</summary>
    public DateOnly? Latest { get; init; }

    /// <summary>Columns of a sum; null: none.</summary>
    public RowMoney? Value { get; init; }
}

/// <summary>Columns of a sum.</summary>
/// <param name="Amount">Column of the amount, in whole units.</param>
/// <param name="Currency">Column of the ISO 4217 code.</param>
/// <param name="Measure">What it measures.</param>
public sealed record RowMoney(string Amount, string Currency, Measure Measure);
