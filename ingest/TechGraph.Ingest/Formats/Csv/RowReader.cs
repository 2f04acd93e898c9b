using System.Collections.Immutable;
using System.Globalization;
using TechGraph.Ingest.Dossiers;
using TechGraph.Schema.Model;
using TechGraph.Schema.Parsing;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>Makes an event of a row, with its parties and one claim.</summary>
internal sealed class RowReader(CsvMapping mapping, DossierFile dossier, GraphEntities known, Problems problems)
{
    private readonly Dictionary<string, EntityId> _parties = new(StringComparer.Ordinal);
    private readonly ImportedCountries _countries = new(dossier, known);
    private readonly HashSet<RelationId> _relations = [];
    private readonly Dictionary<EventId, Place> _events = [];
    private readonly List<EntityMatch> _matches = [];

    /// <summary>Parties that are entities of the graph, in order of their lines.</summary>
    public IReadOnlyList<EntityMatch> Matches => _matches;

    /// <summary>Whether the row was stored; a problem says why not.</summary>
    public bool Read(Func<string, string> value, Place place)
    {
        var missing = mapping.Event.Participants.Select(pair => mapping.Parties[pair.Party]).SelectMany(party => new[] { party.Id, party.Name })
            .Where(column => value(column).Length == 0).Distinct().ToList();
        if (missing.Count > 0)
        {
            problems.Add("CSV003", place, $"{string.Join(" and ", missing.Select(column => $"\"{column}\""))} {(missing.Count == 1 ? "is" : "are")} empty, and without it nobody knows whose deal this is. The row was refused.");
            return false;
        }

        foreach (var party in mapping.Event.Participants.Select(pair => mapping.Parties[pair.Party]).Where(party => party.IdPattern?.IsMatch(value(party.Id)) == false))
        {
            problems.Add("CSV008", place, $"\"{party.Id}\" is \"{value(party.Id)}\", which does not look like {party.IdPattern}. The row was refused; its fields may have slipped.");
            return false;
        }

        var id = new EventId(Id("event", mapping.Event.Id.Select(value)));
        if (_events.TryGetValue(id, out var first))
        {
            problems.Add("CSV004", place, $"The row is the one of line {first.Line} again: the same {string.Join(", ", mapping.Event.Id)}. It was refused.");
            return false;
        }

        _events[id] = place;
        var participants = mapping.Event.Participants
            .Select(pair => new Participant(pair.Role, RecordRef.To(Party(mapping.Parties[pair.Party], value, place))))
            .ToImmutableArray();
        foreach (var participant in participants)
        {
            dossier.ParticipantPlaces[participant] = place;
        }

        dossier.Events.Add(new Placed<Event>(
            new Event(id, mapping.Event.Kind.Name, Text(mapping.Event.Title, value, place), mapping.Import) { Participants = participants }, place));
        dossier.Claims.Add(new Placed<Claim>(
            new Claim(new ClaimId($"{id}.1"), RecordRef.To(id), mapping.Source.Id, MappingReader.Fill(mapping.Event.Says, value), mapping.Import)
            {
                Locator = string.Create(CultureInfo.InvariantCulture, $"line {place.Line}"),
                Origin = Origin.Import,
                Dates = Dates(value, place),
                Values = Money(value, place) is { } money ? [money] : [],
            },
            place));
        return true;
    }

    private EntityId Party(RowParty party, Func<string, string> value, Place place)
    {
        var key = value(party.Id);
        if (_parties.TryGetValue(key, out var there))
        {
            Base(there, party, value, place);
            return there;
        }

        var name = Text(value(party.Name), place);
        IReadOnlyList<(string Scheme, string Value)> external = External(party, key, place) ? [(party.Scheme!, key)] : [];
        if (known.Match(new SoughtEntity(party.Kind, name, external, party.MatchName), place, "CSV007", problems) is { } match)
        {
            _parties[key] = match.Entity;
            _matches.Add(match);
            dossier.References.Add(new Reference(RecordRef.To(match.Entity), place));
            return match.Entity;
        }

        var id = new EntityId(Id("party", [key]));
        _parties[key] = id;
        dossier.Entities.Add(new Placed<Entity>(
            new Entity(id, party.Kind, name, mapping.Import)
            {
                ExternalIds = external.ToImmutableSortedDictionary(pair => pair.Scheme, pair => pair.Value),
                Sectors = party.Sectors is null ? [] : [.. value(party.Sectors).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            },
            place));
        Base(id, party, value, place);
        return id;
    }

    /// <summary>Whether the id is one of its scheme; what is not one is left out, and the party kept.</summary>
    private bool External(RowParty party, string key, Place place)
    {
        if (party.Scheme is null || ExternalIds.Fault(party.Scheme, key) is not { } fault)
        {
            return party.Scheme is not null;
        }

        problems.Warn("CSV009", place, $"\"{key}\" {fault}. It tells the party from others of this file, and was left out as an id elsewhere.");
        return false;
    }

    /// <summary>Where a party sits, as this row says it; rows that say the same say it once.</summary>
    private void Base(EntityId id, RowParty party, Func<string, string> value, Place place)
    {
        var code = party.Country is null ? "" : value(party.Country);
        if (code.Length == 0 || Country(code, place) is not { } country)
        {
            return;
        }

        var own = id.Value.StartsWith($"{mapping.Import}.", StringComparison.Ordinal) ? id.Value : $"{mapping.Import}.{id}";
        var relation = new RelationId($"{own}.based-in.{country}");
        if (_relations.Add(relation))
        {
            dossier.Relations.Add(new Placed<Relation>(new Relation(relation, "based_in", id, country, mapping.Import), place));
            dossier.Claims.Add(new Placed<Claim>(
                new Claim(new ClaimId($"{relation}.1"), RecordRef.To(relation), mapping.Source.Id, $"{value(party.Name)}: {code}.", mapping.Import)
                {
                    Locator = string.Create(CultureInfo.InvariantCulture, $"line {place.Line}"),
                    Origin = Origin.Import,
                },
                place));
        }
    }

    private EntityId? Country(string code, Place place)
    {
        var country = _countries.Find(code, place);
        if (country is null)
        {
            LeaveOut(place, $"\"{code}\" is no country of ISO 3166-1");
        }

        return country;
    }

    private ImmutableSortedDictionary<Milestone, StatedDate> Dates(Func<string, string> value, Place place)
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
            if (parsed.Fault is { } fault)
            {
                LeaveOut(place, $"\"{column}\": {fault.Text}");
            }
            else if (parsed.Value!.Earliest < mapping.Event.Earliest || parsed.Value.Latest > mapping.Event.Latest)
            {
                LeaveOut(place, string.Create(CultureInfo.InvariantCulture, $"\"{column}\" is {text}, outside of {mapping.Event.Earliest:yyyy-MM-dd} to {mapping.Event.Latest:yyyy-MM-dd}"));
            }
            else
            {
                dates[milestone] = new StatedDate(parsed.Value);
            }
        }

        return dates.ToImmutable();
    }

    private Money? Money(Func<string, string> value, Place place)
    {
        if (mapping.Event.Value is not { } columns || value(columns.Amount) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            LeaveOut(place, $"\"{columns.Amount}\" is \"{text}\", which is no amount");
            return null;
        }

        var money = TechGraph.Schema.Model.Money.Create(amount, null, value(columns.Currency), Qualifier.Exact, columns.Measure);
        if (money.Fault is { } fault)
        {
            LeaveOut(place, fault.Text);
        }

        return money.Value;
    }

    private void LeaveOut(Place place, string what) => problems.Warn("CSV005", place, $"{what.TrimEnd('.')}. The row was stored without it.");

    private string Text(string template, Func<string, string> value, Place place) => Text(MappingReader.Fill(template, value), place);

    private string Text(string text, Place place)
    {
        if (text.Length <= ValueReader.MaxName)
        {
            return text;
        }

        LeaveOut(place, string.Create(CultureInfo.InvariantCulture, $"A name of {text.Length} characters was cut to {ValueReader.MaxName}; the rest"));
        return ImportIds.Cut(text, ValueReader.MaxName);
    }

    private string Id(string part, IEnumerable<string> values) => ImportIds.Of(mapping.Import, part, values);
}
