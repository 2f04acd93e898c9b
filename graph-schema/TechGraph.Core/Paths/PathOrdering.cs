using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>Sorts paths; the path id always breaks ties.</summary>
internal static class PathOrdering
{
    public static ImmutableArray<DealPath> Sort(IEnumerable<DealPath> paths, ImmutableArray<PathOrder> order, Lens lens)
    {
        var sorted = paths.OrderBy(_ => 0);
        foreach (var key in order.IsEmpty ? [PathOrder.Hops, PathOrder.EarliestEnd] : order)
        {
            sorted = key switch
            {
                PathOrder.Hops => sorted.ThenBy(path => path.Hops.Length),
                PathOrder.EarliestEnd => sorted.ThenBy(path => path.EarliestEnd),
                PathOrder.LatestEnd => sorted.ThenByDescending(path => path.LatestEnd),
                _ => sorted.ThenByDescending(path => Price(path, lens) ?? -1),
            };
        }

        return [.. sorted.ThenBy(path => path.Id, StringComparer.Ordinal)];
    }

    private static decimal? Price(DealPath path, Lens lens) => lens.Values(path.Hops[^1].Deal)
        .Where(value => value.Value is { Measure: Measure.Price, Currency: "USD", Qualifier: not Qualifier.Undisclosed })
        .Select(value => (decimal?)value.Value.Low)
        .Max();
}
