using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Sorts lists. The id breaks ties, and texts compare by UTF-16 code unit.</summary>
internal static class ListOrder
{
    public static IReadOnlyList<Entity> Entities(IEnumerable<Entity> entities, InputObject[]? order) => Sort(entities, order, entity => entity.Id.Value, key => key switch
    {
        "id" => (entity => entity.Id.Value, StringComparer.Ordinal),
        "name" => (entity => entity.Name, StringComparer.Ordinal),
        _ => (entity => entity.Kind, StringComparer.Ordinal),
    });

    public static IReadOnlyList<Event> Events(IEnumerable<Event> events, InputObject[]? order, Lens lens) => Sort(events, order, e => e.Id.Value, key => key switch
    {
        "id" => (e => e.Id.Value, StringComparer.Ordinal),
        "title" => (e => e.Title, StringComparer.Ordinal),
        "date" => (e => (lens.MainDate(e)?.Date.Value.Earliest ?? DateOnly.MaxValue).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal),
        _ => (e => e.Kind, StringComparer.Ordinal),
    });

    private static List<T> Sort<T>(
        IEnumerable<T> items, InputObject[]? order, Func<T, string> id, Func<string, (Func<T, string> Key, IComparer<string> Comparer)> keyOf)
    {
        var sorted = items.OrderBy(_ => 0);
        foreach (var entry in (order ?? []).SelectMany(member => member))
        {
            var (key, comparer) = keyOf(entry.Key);
            sorted = entry.Value is "DESC" ? sorted.ThenByDescending(key, comparer) : sorted.ThenBy(key, comparer);
        }

        return [.. sorted.ThenBy(id, StringComparer.Ordinal)];
    }
}
