using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>Reads mapping files; every problem is reported.</summary>
internal sealed partial class MappingReader(Terms terms, Problems problems)
{
    private readonly ValueReader _values = new(problems);

    public CsvMapping? Read(YamlFields fields)
    {
        var (import, title) = (fields.RequiredText("import"), fields.RequiredText("title"));
        if (import is not null && IdText.Check(import) is { } error)
        {
            problems.Add(error, fields.PositionOf("import"));
        }

        var dossier = new DossierId(import ?? "");
        var source = fields.Map("source") is { } map ? SourceFields.Read(new YamlFields(map, problems), dossier, problems) : Missing<Source>(fields, "source");
        var parties = ReadParties(fields);
        var row = fields.Map("event") is { } @event ? ReadEvent(new YamlFields(@event, problems), parties) : Missing<RowEvent>(fields, "event");
        var delimiter = fields.Text("delimiter");
        fields.RefuseUnread();
        return title is null || source is null || row is null
            ? null
            : new CsvMapping(dossier, title, source, row) { Parties = parties, Delimiter = delimiter ?? "," };
    }

    /// <summary>The columns that a text names in braces.</summary>
    public static IEnumerable<string> Columns(string template) => Brace().Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>Replaces the columns of a text by the values of the row.</summary>
    public static string Fill(string template, Func<string, string> value) => Brace().Replace(template, match => value(match.Groups[1].Value));

    private T? Missing<T>(YamlFields fields, string key)
        where T : class
    {
        problems.Add("YAML011", fields.Position, $"\"{key}\" is missing.");
        return null;
    }

    private ImmutableSortedDictionary<string, RowParty> ReadParties(YamlFields fields)
    {
        var parties = ImmutableSortedDictionary.CreateBuilder<string, RowParty>(StringComparer.Ordinal);
        foreach (var entry in fields.Map("parties")?.Entries ?? [])
        {
            if (entry.Value is not YamlMap map)
            {
                problems.Add("YAML010", entry.Position, $"\"{entry.Key}\" must be a mapping.");
                continue;
            }

            var party = new YamlFields(map, problems);
            var (kind, id, name) = (party.RequiredText("kind"), party.RequiredText("id"), party.RequiredText("name"));
            if (kind is not null && !terms.Entities.ContainsKey(kind))
            {
                problems.Add("DOS004", party.PositionOf("kind"), $"Kind of entity \"{kind}\" is unknown.{SpellingSuggestion.Hint(kind, terms.Entities.Keys)}");
            }

            if (kind is not null && id is not null && name is not null)
            {
                parties[entry.Key] = new RowParty(kind, id, name)
                {
                    IdPattern = Pattern(party),
                    Country = party.Text("country"),
                    Sectors = party.Text("sectors"),
                    Scheme = party.Text("scheme"),
                    MatchName = party.Flag("match_name"),
                };
            }

            party.RefuseUnread();
        }

        return parties.ToImmutable();
    }

    private Regex? Pattern(YamlFields party)
    {
        if (party.Text("id_pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            // Without backtracking, no value of a table can make the match slow.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            problems.Add("CSV001", party.PositionOf("id_pattern"), $"\"{pattern}\" is not a regular expression that can be used here: {wrong.Message}");
            return null;
        }
    }

    private RowEvent? ReadEvent(YamlFields fields, ImmutableSortedDictionary<string, RowParty> parties)
    {
        var (name, title, says) = (fields.RequiredText("kind"), fields.RequiredText("title"), fields.RequiredText("says"));
        EventKind? kind = null;
        if (name is not null && !terms.Events.TryGetValue(name, out kind))
        {
            problems.Add("DOS004", fields.PositionOf("kind"), $"Kind of event \"{name}\" is unknown.{SpellingSuggestion.Hint(name, terms.Events.Keys)}");
        }

        var ids = fields.Texts("id");
        if (ids.IsEmpty)
        {
            problems.Add("YAML011", fields.Position, "\"id\" is missing. Give the columns that identify an event.");
        }

        var read = new
        {
            Participants = Pairs(fields, "participants").Select(pair => ReadParticipant(pair, kind, parties)).ToImmutableArray(),
            Dates = Pairs(fields, "dates").Select(ReadDate).ToImmutableArray(),
            Value = fields.Map("value") is { } value ? ReadMoney(new YamlFields(value, problems)) : null,
            Earliest = _values.Date(fields, "earliest")?.Date.Earliest,
            Latest = _values.Date(fields, "latest")?.Date.Latest,
        };
        fields.RefuseUnread();
        return kind is null || title is null || says is null ? null : new RowEvent(kind, title, says)
        {
            Id = ids,
            Participants = read.Participants,
            Dates = read.Dates,
            Value = read.Value,
            Earliest = read.Earliest,
            Latest = read.Latest,
        };
    }

    private IEnumerable<(string Key, string Text, TextPosition Position)> Pairs(YamlFields fields, string key)
    {
        foreach (var entry in fields.Map(key)?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Text: { } text })
            {
                yield return (entry.Key, text, entry.Position);
            }
            else
            {
                problems.Add("YAML010", entry.Position, $"\"{entry.Key}\" must be a text.");
            }
        }
    }

    private (string, string) ReadParticipant((string Role, string Party, TextPosition Position) pair, EventKind? kind, ImmutableSortedDictionary<string, RowParty> parties)
    {
        if (kind is not null && kind.Role(pair.Role) is null)
        {
            problems.Add("DOS012", pair.Position, $"role \"{pair.Role}\" is unknown.{SpellingSuggestion.Hint(pair.Role, kind.Roles.Select(r => r.Name))}");
        }

        if (!parties.ContainsKey(pair.Party))
        {
            problems.Add("CSV001", pair.Position, $"There is no party \"{pair.Party}\".{SpellingSuggestion.Hint(pair.Party, parties.Keys)}");
        }

        return (pair.Role, pair.Party);
    }

    private (Milestone, string) ReadDate((string Milestone, string Column, TextPosition Position) pair)
    {
        var milestone = EnumText.Read<Milestone>(pair.Milestone.Replace('_', '-'));
        if (milestone is null)
        {
            problems.Add("CSV001", pair.Position, $"\"{pair.Milestone}\" is not a date of an event.{SpellingSuggestion.Hint(pair.Milestone, EnumText.All<Milestone>())}");
        }

        return (milestone ?? default, pair.Column);
    }

    private RowMoney? ReadMoney(YamlFields fields)
    {
        var (amount, currency, measure) = (fields.RequiredText("amount"), fields.RequiredText("currency"), _values.EnumValue<Measure>(fields, "measure", required: true));
        fields.RefuseUnread();
        return amount is null || currency is null ? null : new RowMoney(amount, currency, measure ?? default);
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Brace();
}
