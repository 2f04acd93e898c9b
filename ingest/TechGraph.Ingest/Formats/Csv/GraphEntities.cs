using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Parsing;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Ingest.Formats.Csv;

/// <summary>The entities of a graph, found by external id and by name; those of the dossier that is imported anew are left out.</summary>
public sealed class GraphEntities
{
    private readonly Terms _terms;
    private readonly Dictionary<string, EntityId> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scheme, string Value), EntityId> _external = [];
    private readonly Dictionary<string, List<Entity>> _byName = new(StringComparer.Ordinal);

    /// <summary>Entities of a graph.</summary>
    public GraphEntities(IEnumerable<Entity> entities, DossierId import, Terms terms)
    {
        _terms = terms;
        foreach (var entity in entities.Where(entity => entity.Dossier != import))
        {
            if (entity.Code is { } code)
            {
                _countries.TryAdd(code, entity.Id);
            }

            foreach (var (scheme, value) in entity.ExternalIds)
            {
                _external.TryAdd((scheme, value), entity.Id);
            }

            foreach (var key in EntityNarrowing.NameKeysOf(entity).Where(key => key.Length > 0).Distinct())
            {
                (_byName.TryGetValue(key, out var list) ? list : _byName[key] = []).Add(entity);
            }
        }
    }

    /// <summary>The country of a code (ISO 3166-1 alpha-2); null: there is none.</summary>
    public EntityId? Country(string code) => _countries.TryGetValue(code, out var id) ? id : null;

    /// <summary>Who of the graph a party is, beyond doubt; null: nobody, or more than one could be.</summary>
    /// <param name="party">How the party is read.</param>
    /// <param name="key">What tells it from others.</param>
    /// <param name="name">Its name.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="problems">Takes what kept an entity from being matched.</param>
    public EntityId? Match(RowParty party, string key, string name, Place place, Problems problems)
    {
        if (party.Scheme is { } scheme && _external.TryGetValue((scheme, key), out var same))
        {
            return same;
        }

        if (!party.MatchName || !_byName.TryGetValue(NameKey.Of(name), out var named))
        {
            return null;
        }

        if (NameText.Suspicion(name) is { } suspicion)
        {
            problems.Add("CSV007", place, $"\"{name}\" {suspicion}, and so is matched with nobody. It was stored as an entity of its own.");
            return null;
        }

        var family = _terms.Entities[party.Kind].Family;
        var likely = named.Where(entity => _terms.Entities[entity.Kind].Family == family && entity.Identified == Identified.Named && entity.Withdrawn is null).ToList();
        if (likely.Count > 1)
        {
            problems.Add("CSV007", place, $"\"{name}\" could be {string.Join(" or ", likely.Select(entity => $"\"{entity.Id}\"").Order(StringComparer.Ordinal))}. It was stored as an entity of its own; judge which it is.");
        }

        return likely.Count == 1 ? likely[0].Id : null;
    }
}
