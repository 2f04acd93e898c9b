using System.Globalization;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Parsing;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Ingest.Resolution;

/// <summary>
/// Puts dossiers together with what the graph holds already: every id is defined once, everything pointed at exists and fits its role, and
/// short forms are written out. Problems DOS002 to DOS019; see docs/problems.md.
/// </summary>
public sealed class DossierResolver
{
    private readonly Terms _terms;
    private readonly Problems _problems;
    private readonly Others _others;
    private readonly Dictionary<RecordRef, Place> _defined = [];
    private readonly Dictionary<EntityId, Entity> _entities = [];
    private readonly Dictionary<EventId, (Event Event, Place Place)> _events = [];
    private readonly Dictionary<string, EntityId> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimId, RecordRef> _claims = [];

    private DossierResolver(Others others, Terms terms, Problems problems) => (_others, _terms, _problems) = (others, terms, problems);

    /// <summary>The records of the dossiers, in order of kind and id; of use only when no problem was added.</summary>
    /// <param name="files">Dossiers that are loaded together.</param>
    /// <param name="others">Records of all other dossiers, as the graph holds them.</param>
    /// <param name="terms">The vocabulary.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<StoredRecord> Resolve(
        IReadOnlyList<DossierFile> files, IEnumerable<StoredRecord> others, Terms terms, Problems problems) =>
        Resolve(files, new Others(new Book(others), _ => true), terms, problems);

    internal static IReadOnlyList<StoredRecord> Resolve(IReadOnlyList<DossierFile> files, Others others, Terms terms, Problems problems)
    {
        var resolver = new DossierResolver(others, terms, problems);
        foreach (var file in files)
        {
            resolver.Define(file);
        }

        var records = files.SelectMany(resolver.Records).Select(others.Known).OrderBy(record => record.Ref).ToList();
        foreach (var file in files)
        {
            resolver.CheckReferences(file);
            resolver.CheckRoles(file);
            resolver.CheckRelations(file);
            resolver.CheckClaims(file);
        }

        resolver.CheckWholes(files);
        return records;
    }

    private void Define(DossierFile file)
    {
        DefineOne(new RecordRef(RecordKind.Dossier, file.Dossier.Id.Value), file.Place);
        foreach (var (record, place) in file.Sources)
        {
            DefineOne(RecordRef.To(record.Id), place);
        }

        foreach (var (record, place) in file.Entities)
        {
            DefineOne(RecordRef.To(record.Id), place);
            if (record.Code is { } code && Country(code) is { } other && other != record.Id)
            {
                _problems.Add("DOS014", place, $"Code {code} belongs to \"{other}\" already.");
            }

            Know(record);
        }

        foreach (var (record, place) in file.Events)
        {
            DefineOne(RecordRef.To(record.Id), place);
            _events[record.Id] = (record, place);
        }

        foreach (var (record, place) in file.Relations)
        {
            DefineOne(RecordRef.To(record.Id), place);
        }

        foreach (var (record, place) in file.Claims)
        {
            DefineOne(RecordRef.To(record.Id), place);
            _claims[record.Id] = record.About;
        }
    }

    private void Know(Entity entity)
    {
        _entities[entity.Id] = entity;
        if (entity.Code is { } code)
        {
            _countries.TryAdd(code, entity.Id);
        }
    }

    private void DefineOne(RecordRef reference, Place place)
    {
        var where = _defined.TryGetValue(reference, out var first) ? first.ToString() : _others.Find(reference) is { } other ? $"dossier {other.Dossier}" : null;
        if (where is not null)
        {
            _problems.Add("DOS002", place, $"{Words.Kebab(reference.Kind)} \"{reference.Id}\" is defined already, at {where}. Define it once; others \"extend\" it.");
            return;
        }

        _defined[reference] = place;
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
            .Concat(file.Countries.SelectMany(country => WriteOut(file, country)));
    }

    /// <summary>The relation and the claim for which <c>country:</c> is short.</summary>
    private IEnumerable<StoredRecord> WriteOut(DossierFile file, CountryShort country)
    {
        if (Country(country.Code) is not { } place)
        {
            _problems.Add("DOS014", country.Place, $"No country has the code \"{country.Code}\".{Nearest.Hint(country.Code, _countries.Keys.Concat(_others.CountryCodes))}");
            yield break;
        }

        if (!_terms.Entities.TryGetValue(country.Entity.Kind, out var kind))
        {
            yield break;
        }

        if (kind is { Family: Family.Technology, Travels: false })
        {
            _problems.Add("DOS010", country.Place, "A field is developed nowhere: it says what a thing is about. Remove \"country\".");
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
            Origin = Origin.Editorial,
            Note = country.Note,
        };
        DefineOne(RecordRef.To(id), country.Place);
        DefineOne(RecordRef.To(claim.Id), country.Place);
        yield return StoredRecord.Of(RecordRef.To(id), file.Dossier.Id, new Relation(id, relation, country.Entity.Id, place, file.Dossier.Id));
        yield return StoredRecord.Of(RecordRef.To(claim.Id), file.Dossier.Id, claim);
    }

    private void CheckReferences(DossierFile file)
    {
        foreach (var (to, place) in file.References.Where(reference => !_defined.ContainsKey(reference.To) && (_others.Find(reference.To) is null)))
        {
            var known = _defined.Keys.Concat(_others.All.Select(record => record.Ref)).Where(reference => reference.Kind == to.Kind).Select(reference => reference.Id);
            _problems.Add("DOS003", place, $"There is no {Words.Kebab(to.Kind)} \"{to.Id}\".{Nearest.Hint(to.Id, known)}");
        }
    }

    private void CheckRoles(DossierFile file)
    {
        var parts = file.Events.SelectMany(e => e.Record.Participants.Select(p => (e.Record.Id, p)))
            .Concat(file.Extensions.Where(e => e.Record.Of.Kind == RecordKind.Event)
                .SelectMany(e => e.Record.Participants.Select(p => (new EventId(e.Record.Of.Id), p))));
        foreach (var (id, participant) in parts)
        {
            if (Find(id) is not { } happening || !_terms.Events.TryGetValue(happening.Kind, out var kind))
            {
                continue;
            }

            var place = file.ParticipantPlaces[participant];
            if (kind.Role(participant.Role) is not { } role)
            {
                _problems.Add("DOS012", place, $"role \"{participant.Role}\" is unknown.{Nearest.Hint(participant.Role, kind.Roles.Select(r => r.Name))}");
                continue;
            }

            if (FamilyOf(participant.Of) is { } family && !role.Families.Contains(family))
            {
                var wanted = string.Join(" or ", role.Families.Order().Select(Words.Kebab));
                _problems.Add("DOS005", place, $"\"{participant.Of.Id}\" is of family {Words.Kebab(family)}; the {role.Name} of a {kind.Name} is of family {wanted}.");
            }

            foreach (var claim in participant.Claims.Where(claim => AboutOf(claim) is { } about && about != RecordRef.To(id)))
            {
                _problems.Add("DOS019", place, $"Claim \"{claim}\" is about {AboutOf(claim)}, not about this event.");
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
        foreach (var (relation, place) in file.Relations)
        {
            if (_terms.Relations.TryGetValue(relation.Kind, out var kind))
            {
                CheckEnd(relation.From, kind.From, "first", kind, place);
                CheckEnd(relation.To, kind.To, "second", kind, place);
            }
        }
    }

    private void CheckEnd(EntityId id, IReadOnlySet<Family> families, string end, RelationKind kind, Place place)
    {
        if (FamilyOf(RecordRef.To(id)) is { } family && !families.Contains(family))
        {
            var wanted = string.Join(" or ", families.Order().Select(Words.Kebab));
            _problems.Add("DOS005", place, $"\"{id}\" is of family {Words.Kebab(family)}; the {end} end of {kind.Name} is of family {wanted}.");
        }
    }

    private void CheckClaims(DossierFile file)
    {
        foreach (var (claim, place) in file.Claims)
        {
            if (claim.Status is { } status && claim.About.Kind == RecordKind.Event
                && Find(new EventId(claim.About.Id)) is { } happening && happening.Dossier != file.Dossier.Id
                && _terms.Events.TryGetValue(happening.Kind, out var kind)
                && !(kind.Family == EventFamily.Deal ? EventStatusRules.OfDeal(status.Status) : EventStatusRules.OfAct(status.Status)))
            {
                _problems.Add("DOS009", place, $"{(kind.Family == EventFamily.Deal ? "A deal" : "An act")} cannot be \"{Words.Kebab(status.Status)}\".");
            }
        }
    }

    /// <summary>Counts of roles and claims, over all dossiers together.</summary>
    private void CheckWholes(IReadOnlyList<DossierFile> files)
    {
        var claimed = _claims.Values.ToHashSet();
        var incomplete = files.SelectMany(file => file.Incomplete).ToHashSet();
        var added = files.SelectMany(file => file.Extensions).ToLookup(e => e.Record.Of, e => e.Record);
        foreach (var (happening, place) in files.SelectMany(file => file.Events).Where(e => !incomplete.Contains(RecordRef.To(e.Record.Id))))
        {
            if (!IsClaimed(RecordRef.To(happening.Id)))
            {
                _problems.Add("DOS011", place, $"Event \"{happening.Id}\" has no claim: every statement has a source.");
            }

            if (!_terms.Events.TryGetValue(happening.Kind, out var kind))
            {
                continue;
            }

            var roles = happening.Participants.Concat(added[RecordRef.To(happening.Id)].SelectMany(e => e.Participants)).ToLookup(p => p.Role);
            foreach (var role in kind.Roles)
            {
                var count = roles[role.Name].Count();
                if (count < role.Least || count > role.Most)
                {
                    var wanted = role.Most is { } most ? most == role.Least ? $"{most}" : $"{role.Least} to {most}" : $"at least {role.Least}";
                    _problems.Add("DOS006", place, $"A {kind.Name} has {wanted} of role {role.Name}; here are {count}.");
                }
            }
        }

        foreach (var (relation, place) in files.SelectMany(file => file.Relations)
            .Where(r => !IsClaimed(RecordRef.To(r.Record.Id)) && !incomplete.Contains(RecordRef.To(r.Record.Id))))
        {
            _problems.Add("DOS011", place, $"Relation \"{relation.Id}\" has no claim: every statement has a source.");
        }

        bool IsClaimed(RecordRef record) =>
            claimed.Contains(record) || _others.PointingAt(record).Any(other => other.Ref.Kind == RecordKind.Claim && ((Claim)other.Read()).About == record);
    }
}
