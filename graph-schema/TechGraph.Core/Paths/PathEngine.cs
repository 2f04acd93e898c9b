using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>
/// Answers path queries over one version of the graph. The rules are in docs/path-queries.md. The same records and query always give
/// the same answer.
/// </summary>
public static class PathEngine
{
    /// <summary>Finds chains of deals along which a flow runs.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellation">Stops with an exception; time never truncates a search silently.</param>
    /// <exception cref="QueryException">
    /// An id or country that is not in the graph, a snapshot without a date, or a deal without a date if the query forbids it.
    /// </exception>
    public static DealPathResult Find(IGraphView view, DealPathQuery query, CancellationToken cancellation = default)
    {
        RefuseShape(view, query);
        query = query with
        {
            From = query.From with { Ids = RedirectedIds.Ids(view, query.From.Ids) },
            To = query.To with { Ids = RedirectedIds.Ids(view, query.To.Ids) },
            Via = [.. query.Via.Select(via => via with { Ids = RedirectedIds.Ids(view, via.Ids) })],
            Avoid = query.Avoid with { Ids = RedirectedIds.Ids(view, query.Avoid.Ids) },
        };
        var lens = new Lens(view, query.KnownAt, query.Evidence.ExcludeSources);

        // Read before the ids, so that a view that must fetch both can do so in one round.
        var deals = view.DealsBetween(PathPrefilters.Of(lens, query, lenient: false));
        RefuseMissing(view, query);
        var search = new DealPathSearch(lens, query, deals, lenient: false, cancellation);
        search.Run();
        return new DealPathResult
        {
            Paths = PathOrdering.Sort(search.Found, query.Order, lens),
            NoPath = search.Found.Count > 0 ? null : WhyNone(lens, query, deals, search, cancellation),
            Truncation = search.Truncation,
            Counts = new(() => (search.Matcher.Count(query.From), search.Matcher.Count(query.To))),
            SkippedHubs = search.SkippedHubs(),
            Explored = search.Explored,
        };
    }

    /// <summary>
    /// Tells whether no path exists or whether the records cannot say. The search is repeated with every unknown value taken as favourable
    /// and hubs crossed. If only this search finds a path, a value that is unknown caused the rejection.
    /// </summary>
    private static NoPathReason WhyNone(Lens lens, DealPathQuery query, DealNeighbourhood deals, DealPathSearch search, CancellationToken cancellation)
    {
        if (search.Truncation is not null)
        {
            return NoPathReason.UnknownTruncated;
        }

        var prefilter = PathPrefilters.Of(lens, query, lenient: true);
        var second = new DealPathSearch(
            lens, query, prefilter.ToString() == PathPrefilters.Of(lens, query, lenient: false).ToString() ? deals : lens.View.DealsBetween(prefilter), lenient: true, cancellation);
        second.Run();
        return second.Found.Count > 0 ? NoPathReason.UnknownCoverage
            : second.Truncation is not null ? NoPathReason.UnknownTruncated
            : NoPathReason.AbsentInGraph;
    }

    private static void RefuseMissing(IGraphView view, DealPathQuery query)
    {
        QueryException.RefuseMissing("entity", query.From.Ids.Concat(query.To.Ids).Concat(query.Via.SelectMany(via => via.Ids)), id => view.Find(id) is not null);
        QueryException.RefuseMissing("entity or deal", query.Avoid.Ids, id => view.Find(new EntityId(id)) is not null || view.Find(new EventId(id)) is not null);
        QueryException.RefuseMissing("source", query.Evidence.ExcludeSources, id => view.Find(id) is not null);
    }

    private static void RefuseShape(IGraphView view, DealPathQuery query)
    {
        if (query.MinHops > query.MaxHops)
        {
            throw new QueryException("BAD_QUERY", $"minHops ({query.MinHops}) is more than maxHops ({query.MaxHops}).");
        }

        RefuseTime(query.Time);
        RefuseKinds(view, query);
    }

    private static void RefuseTime(TimeRule time)
    {
        if (time.Mode == TimeMode.Snapshot && time.AsOf is null)
        {
            throw new QueryException("BAD_QUERY", "A snapshot needs asOf.");
        }

        var hasWindow = time.WindowFrom is not null || time.WindowTo is not null;
        if (hasWindow != (time.Mode == TimeMode.Window))
        {
            throw new QueryException("BAD_QUERY", hasWindow ? "A window needs mode WINDOW." : "Mode WINDOW needs a window with a first or a last day.");
        }

        if (time.WindowFrom > time.WindowTo)
        {
            throw new QueryException("BAD_QUERY", $"The window ends ({time.WindowTo:yyyy-MM-dd}) before it begins ({time.WindowFrom:yyyy-MM-dd}).");
        }
    }

    private static void RefuseKinds(IGraphView view, DealPathQuery query)
    {
        QueryException.RefuseKinds(view.Terms, query.DealKinds.Concat(query.FinalKinds), EventFamily.Deal, "only deals are hops");
        var roles = view.Terms.Events.Values.SelectMany(kind => kind.Roles).Select(role => role.Name).Distinct().ToList();
        foreach (var role in query.From.Roles.Concat(query.To.Roles).Where(role => !roles.Contains(role)))
        {
            throw new QueryException("NOT_FOUND", $"No event has the role \"{role}\".{Parsing.SpellingSuggestion.Hint(role, roles)}");
        }

        if (query.Via.Any(via => via.Ids.IsEmpty && via.Kinds.IsEmpty))
        {
            throw new QueryException("BAD_QUERY", "A waypoint must name ids or kinds.");
        }
    }
}
