using System.Collections.Immutable;
using System.Globalization;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats.Ftm;

/// <summary>Turns FollowTheMoney entities into records.</summary>
internal sealed class FtmReader(FtmMapping mapping, DossierFile dossier, EntityMatcher known, Problems problems)
{
    private static readonly string[] Names = ["name", "alias", "weakAlias"];
    private static readonly HashSet<string> Understood = [.. Names, "previousName", "country", "mainCountry", "nationality", "jurisdiction", "leiCode", "wikidataId", "sector", "owner", "asset", "percentage", "startDate", "endDate"];

    private readonly Dictionary<string, EntityId> _entities = new(StringComparer.Ordinal);
    private readonly ImportedCountries _countries = new(dossier, known);
    private readonly HashSet<RelationId> _relations = [];
    private readonly List<EntityMatch> _matches = [];
    private readonly SortedDictionary<string, int> _ignoredProperties = new(StringComparer.Ordinal);

    /// <summary>Entities that were matched with entities of the graph.</summary>
    public IReadOnlyList<EntityMatch> Matches => _matches;

    /// <summary>Properties that cannot be represented, with the number of their values.</summary>
    public IReadOnlyDictionary<string, int> IgnoredProperties => _ignoredProperties;

    /// <summary>Whether the entity was accepted; if not, a problem gives the reason.</summary>
    public bool Read(FtmEntity entity)
    {
        var taken = entity.Schema == "Ownership" ? ReadOwnership(entity) : ReadParty(entity);
        foreach (var name in taken ? entity.Properties.Keys.Where(name => !Understood.Contains(name)) : [])
        {
            _ignoredProperties[name] = _ignoredProperties.GetValueOrDefault(name) + 1;
        }

        return taken;
    }

    private bool ReadParty(FtmEntity entity)
    {
        if (!mapping.Kinds.TryGetValue(entity.Schema, out var kind))
        {
            problems.Add("FTM004", entity.Position, $"The schema \"{entity.Schema}\" has no counterpart here. The entity was refused. For an organization, give the schema a kind in the mapping, under \"kinds\".");
            return false;
        }

        var names = entity.Of(Names).ToList();
        if (names.Count == 0)
        {
            problems.Add("FTM005", entity.Position, $"\"{entity.Id}\" has no name. It was refused.");
            return false;
        }

        var name = Short(names[0], entity);
        var external = External(entity).ToList();
        if (known.Match(new EntityToMatch(kind, name, external, mapping.MatchName), entity.Position, "FTM006", problems) is { } match)
        {
            _matches.Add(match);
            _entities[entity.Id] = match.Entity;
            dossier.References.Add(new Reference(RecordRef.To(match.Entity), entity.Position));
        }
        else
        {
            var id = new EntityId(ImportIds.Of(mapping.Import, "party", entity.Id));
            _entities[entity.Id] = id;
            dossier.Entities.Add(new Positioned<Entity>(
                new Entity(id, kind, name, mapping.Import)
                {
                    Aliases = [
                        .. names.Skip(1).Select(alias => new Alias(Short(alias, entity), "other", null)),
                        .. entity.Of("previousName").Select(former => new Alias(Short(former, entity), "former", null))],
                    ExternalIds = external.ToImmutableSortedDictionary(pair => pair.Scheme, pair => pair.Value),
                    Sectors = [.. entity.Of("sector")],
                },
                entity.Position));
        }

        Place(entity, kind == "person" ? ["nationality", "country"] : ["country", "mainCountry"], "based_in");
        if (kind != "person")
        {
            Place(entity, ["jurisdiction"], "incorporated_in");
        }

        return true;
    }

    private bool ReadOwnership(FtmEntity entity)
    {
        var ends = (Owner: entity.Of("owner").ToList(), Asset: entity.Of("asset").ToList());
        if (ends.Owner.Count != 1 || ends.Asset.Count != 1)
        {
            problems.Add("FTM005", entity.Position, $"An Ownership must have one owner and one asset, but this one has {ends.Owner.Count} and {ends.Asset.Count}. It was refused.");
            return false;
        }

        foreach (var end in (string[])[ends.Owner[0], ends.Asset[0]])
        {
            if (!_entities.ContainsKey(end))
            {
                problems.Add("FTM007", entity.Position, $"\"{end}\" is not in this file, or was refused. The Ownership was refused.");
                return false;
            }
        }

        var (asset, owner) = (_entities[ends.Asset[0]], _entities[ends.Owner[0]]);
        if (asset == owner)
        {
            problems.Add("FTM007", entity.Position, $"\"{owner}\" would own itself. The Ownership was refused.");
            return false;
        }

        var (since, until) = (Date(entity, "startDate"), Date(entity, "endDate"));
        if (since is not null && until is not null && since.Date.Earliest > until.Date.Latest)
        {
            problems.Warn("FTM008", entity.Position, $"The ownership ends ({until.Date}) before it begins ({since.Date}). It was stored without an end.");
            until = null;
        }

        var id = new RelationId(ImportIds.Of(mapping.Import, "ownership", entity.Id));
        Add(entity, new Relation(id, "owned_by", asset, owner, mapping.Import), $"{ends.Owner[0]} owns a part of {ends.Asset[0]}.", Share(entity), since, until);
        return true;
    }

    private void Place(FtmEntity entity, IEnumerable<string> properties, string relation)
    {
        foreach (var code in entity.Of(properties))
        {
            if (_countries.Find(code, entity.Position) is not { } country)
            {
                LeaveOut(entity, $"\"{code}\" is not an ISO 3166-1 country");
                continue;
            }

            var id = new RelationId(ImportIds.Of(mapping.Import, relation.Replace('_', '-'), entity.Id, country.Value));
            if (_relations.Add(id))
            {
                Add(entity, new Relation(id, relation, _entities[entity.Id], country, mapping.Import), $"{entity.Of(Names).First()}: {code}.", null, null, null);
            }
        }
    }

    private void Add(FtmEntity entity, Relation relation, string says, Share? share, StatedDate? since, StatedDate? until)
    {
        dossier.Relations.Add(new Positioned<Relation>(relation, entity.Position));
        dossier.Claims.Add(new Positioned<Claim>(
            new Claim(new ClaimId($"{relation.Id}.1"), RecordRef.To(relation.Id), mapping.Source.Id, says, mapping.Import)
            {
                Locator = string.Create(CultureInfo.InvariantCulture, $"line {entity.Position.Line}"),
                Origin = Origin.Import,
                Share = share,
                Since = since,
                Until = until,
            },
            entity.Position));
    }

    private IEnumerable<(string Scheme, string Value)> External(FtmEntity entity)
    {
        foreach (var (scheme, property) in ((string, string)[])[("lei", "leiCode"), ("wikidata", "wikidataId")])
        {
            var values = entity.Of(property).ToList();
            if (values.Count == 1 && ExternalIds.FindError(scheme, values[0]) is null)
            {
                yield return (scheme, values[0]);
            }
            else if (values.Count > 0)
            {
                LeaveOut(entity, values.Count > 1 ? $"it has {values.Count} values of \"{property}\", and only one is possible" : $"\"{values[0]}\" {ExternalIds.FindError(scheme, values[0])}");
            }
        }
    }

    private StatedDate? Date(FtmEntity entity, string property)
    {
        var values = entity.Of(property).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        // A partial date has no time of day.
        var parsed = PartialDate.Parse(values[0].Split('T')[0]);
        if (values.Count > 1 || parsed.Error is not null)
        {
            LeaveOut(entity, values.Count > 1 ? $"it has {values.Count} values of \"{property}\"" : $"\"{property}\": {parsed.Error!.Text}");
            return null;
        }

        return new StatedDate(parsed.Value!);
    }

    /// <summary>A number, a number with a percent sign, or two numbers joined by a hyphen.</summary>
    private Share? Share(FtmEntity entity)
    {
        var values = entity.Of("percentage").ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var ends = values[0].TrimEnd('%', ' ').Split('-', StringSplitOptions.TrimEntries);
        if (values.Count == 1 && ends.Length <= 2 && Array.TrueForAll(ends, end => decimal.TryParse(end, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)))
        {
            var figures = ends.Select(end => decimal.Parse(end, CultureInfo.InvariantCulture)).ToList();
            var share = TechGraph.Core.Model.Share.Create(figures[0], figures.Count > 1 ? figures[1] : null, figures.Count > 1 ? Qualifier.Between : Qualifier.Exact);
            if (share.Error is null)
            {
                return share.Value;
            }
        }

        LeaveOut(entity, $"\"percentage\" is {string.Join(" and ", values.Select(value => $"\"{value}\""))}, which is not a share from 0 to 100");
        return null;
    }

    private string Short(string name, FtmEntity entity)
    {
        if (name.Length <= ValueReader.MaxName)
        {
            return name;
        }

        LeaveOut(entity, string.Create(CultureInfo.InvariantCulture, $"a name has {name.Length} characters, and everything after the first {ValueReader.MaxName} was left out"));
        return ImportIds.Cut(name, ValueReader.MaxName);
    }

    private void LeaveOut(FtmEntity entity, string what) => problems.Warn("FTM008", entity.Position, $"\"{entity.Id}\": {what}. It was stored without that.");
}
