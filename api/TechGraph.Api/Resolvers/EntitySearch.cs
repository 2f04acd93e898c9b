using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;

namespace TechGraph.Api.Resolvers;

/// <summary>Finds entities by name or alias: exact, then beginning with the text, then holding it; ties by id.</summary>
internal static class EntitySearch
{
    public static IEnumerable<Hit> Find(IGraphView view, string text)
    {
        var wanted = NameKey.Of(text);
        return view.EntitiesWhere(new EntityNarrowing { NameKey = wanted })
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
    internal sealed record Hit(Entity Entity, string Matched);
}
