using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Formats;

/// <summary>Finds entities of a graph by external id and by name. Entities of the dossier that is imported again are left out.</summary>
public sealed class EntityMatcher
{
    private readonly Terms _terms;
    private readonly Dictionary<string, EntityId> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scheme, string Value), Entity> _external = [];
    private readonly Dictionary<string, List<Entity>> _byName = new(StringComparer.Ordinal);

    /// <summary>Takes the entities of a graph.</summary>
    public EntityMatcher(IEnumerable<Entity> entities, DossierId import, Terms terms)
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
                _external.TryAdd((scheme, value), entity);
            }

            foreach (var key in EntityPrefilter.NameKeysOf(entity).Where(key => key.Length > 0).Distinct())
            {
                (_byName.TryGetValue(key, out var list) ? list : _byName[key] = []).Add(entity);
            }
        }
    }

    /// <summary>The country with a code (ISO 3166-1 alpha-2); null: none.</summary>
    public EntityId? Country(string code) => _countries.TryGetValue(code, out var id) ? id : null;

    /// <summary>The one entity of the graph that matches without doubt; null: none, or several could.</summary>
    /// <param name="entity">The entity to match.</param>
    /// <param name="position">Its position in the file.</param>
    /// <param name="code">The code of a problem.</param>
    /// <param name="problems">Receives the reason why an entity was not matched.</param>
    public EntityMatch? Match(EntityToMatch entity, TextPosition position, string code, Problems problems)
    {
        var family = _terms.Entities[entity.Kind].Family;
        foreach (var (scheme, value) in entity.ExternalIds)
        {
            if (!_external.TryGetValue((scheme, value), out var same))
            {
                continue;
            }

            if (_terms.Entities[same.Kind].Family == family)
            {
                return new EntityMatch(position, entity.Name, same.Id, $"both have {scheme} {value}");
            }

            problems.Warn(code, position, $"\"{entity.Name}\" has the {scheme} {value} of \"{same.Id}\", which is a {same.Kind}. It was not matched, and was stored as an entity of its own.");
            return null;
        }

        if (!entity.ByName || !_byName.TryGetValue(NameKey.Of(entity.Name), out var named))
        {
            return null;
        }

        if (NameConfusables.FindProblem(entity.Name) is { } nameProblem)
        {
            problems.Warn(code, position, $"\"{entity.Name}\" {nameProblem}. It was not matched, and was stored as an entity of its own.");
            return null;
        }

        var likely = named.Where(entity => _terms.Entities[entity.Kind].Family == family && entity.Identified == IdentificationLevel.Named && entity.Withdrawn is null).ToList();
        if (likely.Count > 1)
        {
            problems.Warn(code, position, $"\"{entity.Name}\" could be {SafeText.List(" or ", likely.Select(entity => $"\"{entity.Id}\"").Order(StringComparer.Ordinal))}. It was not matched, and was stored as an entity of its own. Judge which entity it is.");
        }

        return likely.Count == 1 ? new EntityMatch(position, entity.Name, likely[0].Id, $"its name \"{NameOf(likely[0], entity.Name)}\" is the same apart from case, accents, punctuation and legal form") : null;
    }

    private static string NameOf(Entity entity, string name) =>
        entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name).First(own => NameKey.Of(own) == NameKey.Of(name));
}

/// <summary>An entity of a file, to be matched with the graph.</summary>
/// <param name="Kind">A kind of the vocabulary; names match within its family.</param>
/// <param name="Name">The name.</param>
/// <param name="ExternalIds">External ids by scheme.</param>
/// <param name="ByName">Whether an equal name is enough for a match.</param>
public sealed record EntityToMatch(string Kind, string Name, IReadOnlyList<(string Scheme, string Value)> ExternalIds, bool ByName);

/// <summary>An entity of a file that was matched with an entity of the graph.</summary>
/// <param name="Position">Position in the file.</param>
/// <param name="Name">The name in the file.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Reason">Why they match.</param>
public sealed record EntityMatch(TextPosition Position, string Name, EntityId Entity, string Reason)
{
    /// <summary><c>file(line,column): "name" is entity: why</c>.</summary>
    public override string ToString() => $"{Position}: \"{Name}\" is {Entity}: {Reason}";
}
