using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Core.Matching;

/// <summary>
/// Finds entities by name or alias. Exact matches come first, then names that begin with the text, then names that contain it; ties are in
/// order of id.
/// </summary>
public static class EntitySearch
{
    /// <summary>Whether a text has a letter or a digit; any other text would find every entity.</summary>
    public static bool IsSearchable(string text) => NameKey.Of(text).Length > 0;

    /// <summary>The entities, best first.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="text">A name, an alias or a part of one; case, diacritics, punctuation and legal suffixes do not matter.</param>
    public static IEnumerable<Hit> Find(IGraphView view, string text)
    {
        var wanted = NameKey.Of(text);
        return view.EntitiesWhere(new EntityPrefilter { NameKey = wanted })
            .Select(view.Find)
            .OfType<Entity>()
            .Select(entity => entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name)
                .Select(name => (entity, name, rank: Rank(NameKey.Of(name), wanted)))
                .MinBy(found => found.rank))
            .Where(found => found.rank < NoHit)
            .OrderBy(found => found.rank)
            .ThenBy(found => found.entity.Id)
            .Select(found => new Hit(found.entity, found.name));
    }

    private const int NoHit = 3;

    private static int Rank(string key, string wanted) => key == wanted ? 0
        : key.StartsWith(wanted, StringComparison.Ordinal) ? 1
        : key.Contains(wanted, StringComparison.Ordinal) ? 2
        : NoHit;

    /// <summary>An entity, and the name that matched.</summary>
    /// <param name="Entity">The entity.</param>
    /// <param name="Matched">The name as it is written.</param>
    public sealed record Hit(Entity Entity, string Matched);
}
