using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Index;

namespace TechGraph.Ingest.Linking;

/// <summary>
/// Links dossiers with each other and with the graph: every id is defined once, every reference exists and fits its role, and shorthands
/// are expanded. Problems DOS002 to DOS019; see docs/problems.md.
/// </summary>
public sealed class DossierLinker
{
    private readonly Terms _terms;
    private readonly Problems _problems;
    private readonly OtherDossiers _others;
    private readonly Dictionary<RecordRef, TextPosition> _defined = [];
    private readonly Dictionary<EntityId, Entity> _entities = [];
    private readonly Dictionary<EventId, (Event Event, TextPosition Position)> _events = [];
    private readonly Dictionary<string, EntityId> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimId, RecordRef> _claims = [];
    private readonly Dictionary<RecordKind, List<string>> _knownIds = [];
    private readonly SpellingBudget _spelling = new();

    private DossierLinker(OtherDossiers others, Terms terms, Problems problems) => (_others, _terms, _problems) = (others, terms, problems);

    /// <summary>The records of the dossiers, in order of kind and id. Usable only if no problem was added.</summary>
    /// <param name="files">Dossiers that are loaded together.</param>
    /// <param name="others">Records of all other dossiers in the graph.</param>
    /// <param name="terms">The vocabulary.</param>
    /// <param name="problems">Receives the problems.</param>
    public static IReadOnlyList<StoredRecord> Link(
        IReadOnlyList<DossierFile> files, IEnumerable<StoredRecord> others, Terms terms, Problems problems) =>
        Link(files, new OtherDossiers(new RecordIndex(others), _ => true), terms, problems);

    internal static IReadOnlyList<StoredRecord> Link(IReadOnlyList<DossierFile> files, OtherDossiers others, Terms terms, Problems problems)
    {
        var resolver = new DossierLinker(others, terms, problems);
        foreach (var file in files)
        {
            resolver.Define(file);
        }

        var records = files.SelectMany(resolver.Records).Select(others.Reuse).OrderBy(record => record.Ref).ToList();
        foreach (var file in files)
        {
            resolver.CheckReferences(file);
            resolver.CheckRoles(file);
            resolver.CheckRelations(file);
            resolver.CheckClaims(file);
        }

        resolver.CheckParts(files);
        return records;
    }

    private void Define(DossierFile file)
    {
        DefineOne(new RecordRef(RecordKind.Dossier, file.Dossier.Id.Value), file.Position);
        foreach (var (record, position) in file.Sources)
        {
            DefineOne(RecordRef.To(record.Id), position);
        }

        foreach (var (record, position) in file.Entities)
        {
            DefineOne(RecordRef.To(record.Id), position);
            if (record.Code is { } code && Country(code) is { } other && other != record.Id)
            {
                _problems.Add("DOS014", position, $"The code \"{code}\" already belongs to \"{other}\".");
            }

            AddKnown(record);
        }

        foreach (var (record, position) in file.Events)
        {
            DefineOne(RecordRef.To(record.Id), position);
            _events[record.Id] = (record, position);
        }

        foreach (var (record, position) in file.Relations)
        {
            DefineOne(RecordRef.To(record.Id), position);
        }

        foreach (var (record, position) in file.Claims)
        {
            DefineOne(RecordRef.To(record.Id), position);
            _claims[record.Id] = record.About;
        }
    }

    private void AddKnown(Entity entity)
    {
        _entities[entity.Id] = entity;
        if (entity.Code is { } code)
        {
            _countries.TryAdd(code, entity.Id);
        }
    }

    private void DefineOne(RecordRef reference, TextPosition position)
    {
        var where = _defined.TryGetValue(reference, out var first) ? first.ToString() : _others.Find(reference) is { } other ? $"dossier {other.Dossier}" : null;
        if (where is not null)
        {
            _problems.Add("DOS002", position, $"{EnumText.Kebab(reference.Kind)} \"{reference.Id}\" is already defined in {where}. Define it once, and \"extend\" it in other dossiers.");
            return;
        }

        _defined[reference] = position;
    }

    private IEnumerable<StoredRecord> Records(DossierFile file)
    {
        var id = file.Dossier.Id;
        var extensions = file.Extensions.Select(e => StoredRecord.Of(new RecordRef(RecordKind.Extension, $"{id}/{e.Record.Of}"), id, e.Record));
        return new[] { StoredRecord.Of(new RecordRef(RecordKind.Dossier, id.Value), id, file.Dossier) }
            .Concat(file.Sources.Select(s => StoredRecord.Of(RecordRef.To(s.Record.Id), id, s.Record)))
            .Concat(file.Entities.Select(e => StoredRecord.Of(RecordRef.To(e.Record.Id), id, e.Record)))
            .Concat(file.Events.Select(e => StoredRecord.Of(RecordRef.To(e.Record.Id), id, e.Record)))
            .Concat(file.Relations.Select(r => StoredRecord.Of(RecordRef.To(r.Record.Id), id, r.Record)))
            .Concat(extensions)
            .Concat(file.Claims.Select(c => StoredRecord.Of(RecordRef.To(c.Record.Id), id, c.Record)))
            .Concat(file.Countries.SelectMany(country => Expand(file, country)));
    }

    /// <summary>The relation and the claim that the shorthand <c>country:</c> stands for.</summary>
    private IEnumerable<StoredRecord> Expand(DossierFile file, CountryShorthand country)
    {
        if (Country(country.Code) is not { } place)
        {
            _problems.Add("DOS014", country.Position, $"No country has the code \"{country.Code}\".{SpellingSuggestion.Hint(country.Code, _countries.Keys.Concat(_others.CountryCodes))}");
            yield break;
        }

        if (!_terms.Entities.TryGetValue(country.Entity.Kind, out var kind))
        {
            yield break;
        }

        if (kind is { Family: Family.Technology, Travels: false })
        {
            _problems.Add("DOS010", country.Position, "A field cannot have a country, because it only says what something is about. Remove \"country\".");
            yield break;
        }

        var relation = kind.Family switch
        {
            Family.Place => "located_in",
            Family.Technology => "developed_in",
            Family.Instrument => "jurisdiction",
            _ => "based_in",
        };
        var id = new RelationId($"{country.Entity.Id}.{relation.Replace('_', '-')}.{place}");
        var claim = new Claim(
            new ClaimId($"{country.Entity.Id}.country"),
            RecordRef.To(id),
            country.Source,
            string.Create(CultureInfo.InvariantCulture, $"{country.Entity.Name}: {Find(place)!.Name}, as the editors note it."),
            file.Dossier.Id)
        {
            Locator = country.Locator,
            Origin = ClaimOrigin.Editorial,
            Note = country.Note,
        };
        DefineOne(RecordRef.To(id), country.Position);
        DefineOne(RecordRef.To(claim.Id), country.Position);
        yield return StoredRecord.Of(RecordRef.To(id), file.Dossier.Id, new Relation(id, relation, country.Entity.Id, place, file.Dossier.Id));
        yield return StoredRecord.Of(RecordRef.To(claim.Id), file.Dossier.Id, claim);
    }

    private void CheckReferences(DossierFile file)
    {
        foreach (var (to, position) in file.References.Where(reference => !_defined.ContainsKey(reference.To) && (_others.Find(reference.To) is null)))
        {
            _problems.Add("DOS003", position, $"There is no {EnumText.Kebab(to.Kind)} \"{to.Id}\".{SpellingSuggestion.Hint(to.Id, KnownIds(to.Kind), _spelling)}");
        }
    }

    /// <summary>All ids of a kind of record; they are collected once, when the first one is unknown.</summary>
    private List<string> KnownIds(RecordKind kind)
    {
        if (!_knownIds.TryGetValue(kind, out var known))
        {
            known = [.. _defined.Keys.Concat(_others.All.Select(record => record.Ref)).Where(reference => reference.Kind == kind).Select(reference => reference.Id)];
            _knownIds.Add(kind, known);
        }

        return known;
    }

    private void CheckRoles(DossierFile file)
    {
        var parts = file.Events.SelectMany(e => e.Record.Participants.Select(p => (e.Record.Id, p)))
            .Concat(file.Extensions.Where(e => e.Record.Of.Kind == RecordKind.Event)
                .SelectMany(e => e.Record.Participants.Select(p => (new EventId(e.Record.Of.Id), p))));
        foreach (var (id, participant) in parts)
        {
            if (Find(id) is not { } @event || !_terms.Events.TryGetValue(@event.Kind, out var kind))
            {
                continue;
            }

            var position = file.ParticipantPositions[participant];
            if (kind.Role(participant.Role) is not { } role)
            {
                _problems.Add("DOS012", position, $"role \"{participant.Role}\" is unknown.{SpellingSuggestion.Hint(participant.Role, kind.Roles.Select(r => r.Name))}");
                continue;
            }

            if (FamilyOf(participant.Of) is { } family && !role.Families.Contains(family))
            {
                var wanted = string.Join(" or ", role.Families.Order().Select(EnumText.Kebab));
                _problems.Add("DOS005", position, $"\"{participant.Of.Id}\" is of family {EnumText.Kebab(family)}, but the {role.Name} of a {kind.Name} must be of family {wanted}.");
            }

            foreach (var claim in participant.Claims.Where(claim => AboutOf(claim) is { } about && about != RecordRef.To(id)))
            {
                _problems.Add("DOS019", position, $"Claim \"{claim}\" is about {AboutOf(claim)}, not about this event.");
            }
        }
    }

    private Family? FamilyOf(RecordRef reference) => reference.Kind switch
    {
        RecordKind.Event => Family.Event,
        RecordKind.Relation => Family.Relation,
        _ => Find(new EntityId(reference.Id)) is { } entity && _terms.Entities.TryGetValue(entity.Kind, out var kind) ? kind.Family : null,
    };

    private Entity? Find(EntityId id) => _entities.GetValueOrDefault(id) ?? (Entity?)_others.Find(RecordRef.To(id))?.Read();

    private Event? Find(EventId id) => _events.TryGetValue(id, out var found) ? found.Event : (Event?)_others.Find(RecordRef.To(id))?.Read();

    private EntityId? Country(string code) => _countries.TryGetValue(code, out var own) ? own : _others.Country(code);

    private RecordRef? AboutOf(ClaimId claim) => _claims.TryGetValue(claim, out var about) ? about : ((Claim?)_others.Find(RecordRef.To(claim))?.Read())?.About;

    private void CheckRelations(DossierFile file)
    {
        foreach (var (relation, position) in file.Relations)
        {
            if (_terms.Relations.TryGetValue(relation.Kind, out var kind))
            {
                CheckEnd(relation.From, kind.From, "first", kind, position);
                CheckEnd(relation.To, kind.To, "second", kind, position);
            }
        }
    }

    private void CheckEnd(EntityId id, IReadOnlySet<Family> families, string end, RelationKind kind, TextPosition position)
    {
        if (FamilyOf(RecordRef.To(id)) is { } family && !families.Contains(family))
        {
            var wanted = string.Join(" or ", families.Order().Select(EnumText.Kebab));
            _problems.Add("DOS005", position, $"\"{id}\" is of family {EnumText.Kebab(family)}, but the {end} end of {kind.Name} must be of family {wanted}.");
        }
    }

    private void CheckClaims(DossierFile file)
    {
        foreach (var (claim, position) in file.Claims)
        {
            if (claim.Status is { } status && claim.About.Kind == RecordKind.Event
                && Find(new EventId(claim.About.Id)) is { } @event && @event.Dossier != file.Dossier.Id
                && _terms.Events.TryGetValue(@event.Kind, out var kind)
                && !(kind.Family == EventFamily.Deal ? EventStatusRules.OfDeal(status.Status) : EventStatusRules.OfAct(status.Status)))
            {
                _problems.Add("DOS009", position, $"{(kind.Family == EventFamily.Deal ? "A deal" : "An act")} cannot have the status \"{EnumText.Kebab(status.Status)}\".");
            }
        }
    }

    /// <summary>Checks the number of participants in each role and of claims, over all dossiers together.</summary>
    private void CheckParts(IReadOnlyList<DossierFile> files)
    {
        var claimed = _claims.Values.ToHashSet();
        var incomplete = files.SelectMany(file => file.Incomplete).ToHashSet();
        var added = files.SelectMany(file => file.Extensions).ToLookup(e => e.Record.Of, e => e.Record);
        foreach (var (@event, position) in files.SelectMany(file => file.Events).Where(e => !incomplete.Contains(RecordRef.To(e.Record.Id))))
        {
            if (!IsClaimed(RecordRef.To(@event.Id)))
            {
                _problems.Add("DOS011", position, $"Event \"{@event.Id}\" has no claim. Add a claim with its source.");
            }

            if (!_terms.Events.TryGetValue(@event.Kind, out var kind))
            {
                continue;
            }

            var roles = @event.Participants.Concat(added[RecordRef.To(@event.Id)].SelectMany(e => e.Participants)).ToLookup(p => p.Role);
            foreach (var role in kind.Roles)
            {
                var count = roles[role.Name].Count();
                if (count < role.Min || count > role.Max)
                {
                    var wanted = role.Max is { } most ? most == role.Min ? $"{most}" : $"{role.Min} to {most}" : $"at least {role.Min}";
                    _problems.Add("DOS006", position, $"A {kind.Name} must have {wanted} of role {role.Name}, but this one has {count}.");
                }
            }
        }

        foreach (var (relation, position) in files.SelectMany(file => file.Relations)
            .Where(r => !IsClaimed(RecordRef.To(r.Record.Id)) && !incomplete.Contains(RecordRef.To(r.Record.Id))))
        {
            _problems.Add("DOS011", position, $"Relation \"{relation.Id}\" has no claim. Add a claim with its source.");
        }

        bool IsClaimed(RecordRef record) =>
            claimed.Contains(record) || _others.PointingAt(record).Any(other => other.Ref.Kind == RecordKind.Claim && ((Claim)other.Read()).About == record);
    }
}
