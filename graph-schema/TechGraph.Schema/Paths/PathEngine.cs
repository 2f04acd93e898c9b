using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;

namespace TechGraph.Schema.Paths;

/// <summary>Answers path queries over one version of the graph. The rules are those of the domain guide, section 5; the same records and query always give the same answer.</summary>
public static class PathEngine
{
    /// <summary>Chains of deals along which a flow runs.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="query">The question.</param>
    /// <param name="cancellation">Gives up with an exception; a search is never silently cut by time.</param>
    /// <exception cref="QueryException">An id or country that is not in the graph, a snapshot without a date, or a deal without a date where the query forbids it.</exception>
    public static DealPathAnswer Find(IGraphView view, DealPathQuery query, CancellationToken cancellation = default)
    {
        Refuse(view, query);
        var lens = new Lens(view, query.KnownAt, query.Evidence.ExcludeSources);
        var search = new DealPathSearch(lens, query, lenient: false, cancellation);
        search.Run();
        return new DealPathAnswer
        {
            Paths = Ordering.Sort(search.Found, query.Order, lens),
            NoPath = search.Found.Count > 0 ? null : WhyNone(lens, query, search, cancellation),
            Truncation = search.Truncation,
            FromCount = search.Judge.Count(query.From),
            ToCount = search.Judge.Count(query.To),
            SkippedHubs = search.SkippedHubs(),
            Explored = search.Explored,
        };
    }

    /// <summary>
    /// Whether there is none, or whether we cannot know. The search is repeated with every unknown value taken as favourable and hubs crossed:
    /// a path found only then is one that was refused for a value that is unknown.
    /// </summary>
    private static NoPathReason WhyNone(Lens lens, DealPathQuery query, DealPathSearch search, CancellationToken cancellation)
    {
        if (search.Truncation is not null)
        {
            return NoPathReason.UnknownTruncated;
        }

        var second = new DealPathSearch(lens, query, lenient: true, cancellation);
        second.Run();
        return second.Found.Count > 0 ? NoPathReason.UnknownCoverage
            : second.Truncation is not null ? NoPathReason.UnknownTruncated
            : NoPathReason.AbsentInGraph;
    }

    private static void Refuse(IGraphView view, DealPathQuery query)
    {
        foreach (var id in query.From.Ids.Concat(query.To.Ids).Concat(query.Via.SelectMany(via => via.Ids)))
        {
            if (view.Find(id) is null)
            {
                throw new QueryException("NOT_FOUND", $"There is no entity \"{id}\".");
            }
        }

        foreach (var id in query.Avoid.Ids.Where(id => view.Find(new EntityId(id)) is null && view.Find(new EventId(id)) is null))
        {
            throw new QueryException("NOT_FOUND", $"There is no entity or deal \"{id}\".");
        }

        foreach (var id in query.Evidence.ExcludeSources.Where(id => view.Find(id) is null))
        {
            throw new QueryException("NOT_FOUND", $"There is no source \"{id}\".");
        }

        if (query.MinHops > query.MaxHops)
        {
            throw new QueryException("BAD_QUERY", $"minHops ({query.MinHops}) is more than maxHops ({query.MaxHops}).");
        }

        if (query.Time.Mode == TimeMode.Snapshot && query.Time.AsOf is null)
        {
            throw new QueryException("BAD_QUERY", "A snapshot needs asOf.");
        }
    }
}
