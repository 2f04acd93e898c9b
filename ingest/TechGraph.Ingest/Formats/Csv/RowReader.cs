using System.Collections.Immutable;
using System.Globalization;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>Turns a row into an event with its parties and one claim.</summary>
internal sealed class RowReader(CsvMapping mapping, DossierFile dossier, EntityMatcher known, Problems problems)
{
    private readonly Dictionary<string, EntityId> _parties = new(StringComparer.Ordinal);
    private readonly ImportedCountries _countries = new(dossier, known);
    private readonly HashSet<RelationId> _relations = [];
    private readonly Dictionary<EventId, TextPosition> _events = [];
    private readonly List<EntityMatch> _matches = [];

    /// <summary>Parties that were matched with entities of the graph, in order of lines.</summary>
    public IReadOnlyList<EntityMatch> Matches => _matches;

    /// <summary>Whether the row was stored; if not, a problem gives the reason.</summary>
    public bool Read(Func<string, string> value, TextPosition position)
    {
        var missing = mapping.Event.Participants.Select(pair => mapping.Parties[pair.Party]).SelectMany(party => new[] { party.Id, party.Name })
            .Where(column => value(column).Length == 0).Distinct().ToList();
        if (missing.Count > 0)
        {
            problems.Add("CSV003", position, $"{SafeText.List(" and ", missing.Select(column => $"\"{column}\""))} {(missing.Count == 1 ? "is" : "are")} empty, so the row does not say who takes part. The row was refused.");
            return false;
        }

        foreach (var party in mapping.Event.Participants.Select(pair => mapping.Parties[pair.Party]).Where(party => party.IdPattern?.IsMatch(value(party.Id)) == false))
        {
            problems.Add("CSV008", position, $"\"{party.Id}\" is \"{value(party.Id)}\", which does not match {party.IdPattern}. The row was refused; its fields may be in the wrong columns.");
            return false;
        }

        var id = new EventId(Id("event", mapping.Event.Id.Select(value)));
        if (_events.TryGetValue(id, out var first))
        {
            problems.Add("CSV004", position, $"The row repeats line {first.Line}, with the same {SafeText.List(", ", mapping.Event.Id)}. It was refused.");
            return false;
        }

        _events[id] = position;
        var participants = mapping.Event.Participants
            .Select(pair => new Participant(pair.Role, RecordRef.To(Party(mapping.Parties[pair.Party], value, position))))
            .ToImmutableArray();
        foreach (var participant in participants)
        {
            dossier.ParticipantPositions[participant] = position;
        }

        dossier.Events.Add(new Positioned<Event>(
            new Event(id, mapping.Event.Kind.Name, Text(mapping.Event.Title, value, position), mapping.Import) { Participants = participants }, position));
        dossier.Claims.Add(new Positioned<Claim>(
            new Claim(new ClaimId($"{id}.1"), RecordRef.To(id), mapping.Source.Id, MappingReader.Fill(mapping.Event.Says, value), mapping.Import)
            {
                Locator = string.Create(CultureInfo.InvariantCulture, $"line {position.Line}"),
                Origin = ClaimOrigin.Import,
                Dates = Dates(value, position),
                Values = Money(value, position) is { } money ? [money] : [],
            },
            position));
        return true;
    }

    private EntityId Party(RowParty party, Func<string, string> value, TextPosition position)
    {
        var key = value(party.Id);
        if (_parties.TryGetValue(key, out var there))
        {
            Base(there, party, value, position);
            return there;
        }

        var name = Text(value(party.Name), position);
        IReadOnlyList<(string Scheme, string Value)> external = External(party, key, position) ? [(party.Scheme!, key)] : [];
        if (known.Match(new EntityToMatch(party.Kind, name, external, party.MatchName), position, "CSV007", problems) is { } match)
        {
            _parties[key] = match.Entity;
            _matches.Add(match);
            dossier.References.Add(new Reference(RecordRef.To(match.Entity), position));
            return match.Entity;
        }

        var id = new EntityId(Id("party", [key]));
        _parties[key] = id;
        dossier.Entities.Add(new Positioned<Entity>(
            new Entity(id, party.Kind, name, mapping.Import)
            {
                ExternalIds = external.ToImmutableSortedDictionary(pair => pair.Scheme, pair => pair.Value),
                Sectors = party.Sectors is null ? [] : [.. value(party.Sectors).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            },
            position));
        Base(id, party, value, position);
        return id;
    }

    /// <summary>Whether a value is a valid id of its scheme. An invalid id is left out; the party is kept.</summary>
    private bool External(RowParty party, string key, TextPosition position)
    {
        if (party.Scheme is null || ExternalIds.FindError(party.Scheme, key) is not { } fault)
        {
            return party.Scheme is not null;
        }

        problems.Warn("CSV009", position, $"\"{key}\" {fault}. It identifies the party within this file only, and was left out as an external id.");
        return false;
    }

    /// <summary>Adds where a party is based according to the row; equal statements of several rows are added once.</summary>
    private void Base(EntityId id, RowParty party, Func<string, string> value, TextPosition position)
    {
        var code = party.Country is null ? "" : value(party.Country);
        if (code.Length == 0 || Country(code, position) is not { } country)
        {
            return;
        }

        var own = id.Value.StartsWith($"{mapping.Import}.", StringComparison.Ordinal) ? id.Value : $"{mapping.Import}.{id}";
        var relation = new RelationId($"{own}.based-in.{country}");
        if (_relations.Add(relation))
        {
            dossier.Relations.Add(new Positioned<Relation>(new Relation(relation, "based_in", id, country, mapping.Import), position));
            dossier.Claims.Add(new Positioned<Claim>(
                new Claim(new ClaimId($"{relation}.1"), RecordRef.To(relation), mapping.Source.Id, $"{value(party.Name)}: {code}.", mapping.Import)
                {
                    Locator = string.Create(CultureInfo.InvariantCulture, $"line {position.Line}"),
                    Origin = ClaimOrigin.Import,
                },
                position));
        }
    }

    private EntityId? Country(string code, TextPosition position)
    {
        var country = _countries.Find(code, position);
        if (country is null)
        {
            LeaveOut(position, $"\"{code}\" is not an ISO 3166-1 country");
        }

        return country;
    }

    private ImmutableSortedDictionary<Milestone, StatedDate> Dates(Func<string, string> value, TextPosition position)
    {
        var dates = ImmutableSortedDictionary.CreateBuilder<Milestone, StatedDate>();
        foreach (var (milestone, column) in mapping.Event.Dates)
        {
            var text = value(column);
            if (text.Length == 0)
            {
                continue;
            }

            var parsed = PartialDate.Parse(text);
            if (parsed.Error is { } error)
            {
                LeaveOut(position, $"\"{column}\": {error.Text}");
            }
            else if (parsed.Value!.Earliest < mapping.Event.Earliest || parsed.Value.Latest > mapping.Event.Latest)
            {
                LeaveOut(position, string.Create(CultureInfo.InvariantCulture, $"\"{column}\" is {text}, outside {mapping.Event.Earliest:yyyy-MM-dd} to {mapping.Event.Latest:yyyy-MM-dd}"));
            }
            else
            {
                dates[milestone] = new StatedDate(parsed.Value);
            }
        }

        return dates.ToImmutable();
    }

    private Money? Money(Func<string, string> value, TextPosition position)
    {
        if (mapping.Event.Value is not { } columns || value(columns.Amount) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            LeaveOut(position, $"\"{columns.Amount}\" is \"{text}\", which is not an amount");
            return null;
        }

        var money = TechGraph.Core.Model.Money.Create(amount, null, value(columns.Currency), Qualifier.Exact, columns.Measure);
        if (money.Error is { } error)
        {
            LeaveOut(position, error.Text);
        }

        return money.Value;
    }

    private void LeaveOut(TextPosition position, string what) => problems.Warn("CSV005", position, $"{what.TrimEnd('.')}. The row was stored without it.");

    private string Text(string template, Func<string, string> value, TextPosition position) => Text(MappingReader.Fill(template, value), position);

    private string Text(string text, TextPosition position)
    {
        if (text.Length <= ValueReader.MaxName)
        {
            return text;
        }

        LeaveOut(position, string.Create(CultureInfo.InvariantCulture, $"A name has {text.Length} characters, and everything after the first {ValueReader.MaxName} was left out"));
        return ImportIds.Cut(text, ValueReader.MaxName);
    }

    private string Id(string part, IEnumerable<string> values) => ImportIds.Of(mapping.Import, part, values);
}
