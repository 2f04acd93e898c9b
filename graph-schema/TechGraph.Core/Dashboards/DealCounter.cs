using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Dashboards;

/// <summary>Counts deals and adds their sums. Giver, taker and country have the meaning that they have in a chain of one deal.</summary>
public static class DealCounter
{
    /// <summary>Counts the deals.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="query">Which deals to count, and how to group them.</param>
    /// <param name="cancellation">Stops the count.</param>
    /// <exception cref="QueryException">
    /// The query names an entity that is not in the graph or a kind that is not a deal, or its last day is before its first.
    /// </exception>
    public static DealTotals Count(IGraphView view, DealTotalsQuery query, CancellationToken cancellation = default)
    {
        Refuse(view, query);
        var lens = new Lens(view, query.KnownAt);
        var parties = new DealParties(lens, query);
        var counted = new List<(TotalsKey Key, CountedDeal Deal)>();
        foreach (var deal in Candidates(lens, query))
        {
            cancellation.ThrowIfCancellationRequested();
            if (query.Sectors.IsEmpty || query.Sectors.Any(deal.Sectors.Contains))
            {
                counted.AddRange(parties.Of(deal).Select(found => (KeyOf(lens, query, deal, found.Pair), new CountedDeal(deal, found.IsCertain, Sums(lens, query, deal)))));
            }
        }

        return new DealTotals(
            counted.Select(found => found.Deal.Deal.Id).Distinct().Count(),
            [
                .. counted.GroupBy(found => found.Key)
                    .OrderBy(group => group.Key.Kind, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.FirstYear)
                    .ThenBy(group => group.Key.LastYear)
                    .ThenBy(group => group.Key.GiverCountry, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.TakerCountry, StringComparer.Ordinal)
                    .Select(group => Row(group.Key, Distinct(group.Select(found => found.Deal)))),
            ]);
    }

    private static IEnumerable<Event> Candidates(Lens lens, DealTotalsQuery query)
    {
        // The dates that a store keeps with an event come from all claims. They can narrow the candidates only if all claims count.
        var all = query.KnownAt is null;
        var ids = lens.View.EventsWhere(new EventPrefilter
        {
            Kinds = !query.Kinds.IsEmpty ? query.Kinds
                : [.. lens.View.Terms.Events.Values.Where(kind => kind.Family == EventFamily.Deal).Select(kind => kind.Name).Order(StringComparer.Ordinal)],
            From = all ? query.First : null,
            To = all ? query.Last : null,
        });
        return ids.Select(lens.View.Find).OfType<Event>().ToList().Where(deal => lens.ResolvingClaims(deal).Any());
    }

    private static TotalsKey KeyOf(Lens lens, DealTotalsQuery query, Event deal, (string? Giver, string? Taker) pair)
    {
        var date = query.GroupBy.Contains(TotalsGrouping.Year) ? lens.MainDate(deal)?.Date.Value : null;
        return new TotalsKey(
            query.GroupBy.Contains(TotalsGrouping.Kind) ? deal.Kind : null,
            date is { } first && first.Earliest != DateOnly.MinValue ? first.Earliest.Year : null,
            date is { } last && last.Latest != DateOnly.MaxValue ? last.Latest.Year : null,
            pair.Giver,
            pair.Taker);
    }

    /// <summary>
    /// The disclosed sums of one deal, one for each measure and currency. Sums with different meanings may contain each other (a total and
    /// its parts), so together they come to at least the largest and at most all of them added.
    /// </summary>
    private static ImmutableArray<Sum> Sums(Lens lens, DealTotalsQuery query, Event deal) =>
    [
        .. lens.Values(deal)
            .Select(value => value.Value)
            .Where(money => money.Qualifier != Qualifier.Undisclosed && (query.Measures.IsEmpty || query.Measures.Contains(money.Measure)))
            .GroupBy(money => (money.Measure, money.Currency))
            .Select(group => new Sum(group.Key.Measure, group.Key.Currency, group.Max(money => money.Low), Added(group.Select(money => money.High)))),
    ];

    private static List<CountedDeal> Distinct(IEnumerable<CountedDeal> deals) =>
        [.. deals.GroupBy(deal => deal.Deal.Id).Select(group => group.OrderByDescending(deal => deal.IsCertain).First())];

    private static DealTotal Row(TotalsKey key, List<CountedDeal> deals) => new(
        key,
        deals.Count,
        deals.Count(deal => !deal.IsCertain),
        deals.Count(deal => deal.Sums.IsEmpty),
        [
            .. deals.SelectMany(deal => deal.Sums.Select(sum => (deal.Deal, Sum: sum)))
                .GroupBy(disclosed => (disclosed.Sum.Measure, disclosed.Sum.Currency))
                .OrderBy(group => group.Key.Measure)
                .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                .Select(group => Add(group.Key.Measure, group.Key.Currency, [.. group], deals)),
        ]);

    private static MoneyTotal Add(Measure measure, string currency, List<(Event Deal, Sum Sum)> disclosed, List<CountedDeal> deals)
    {
        var ids = disclosed.Select(item => item.Deal.Id).ToHashSet();
        var added = disclosed.Where(item => !item.Deal.Links.Any(link => link.Kind == "under" && ids.Contains(link.Event))).ToList();
        return new MoneyTotal(
            measure,
            currency,
            added.Sum(item => item.Sum.Low),
            Added(added.Select(item => item.Sum.High)),
            added.Count,
            deals.Count(deal => !deal.Sums.Any(sum => sum.Measure == measure)),
            disclosed.Count - added.Count);
    }

    private static decimal? Added(IEnumerable<decimal?> bounds) => bounds.Aggregate((decimal?)0, (sum, next) => sum + next);

    private static void Refuse(IGraphView view, DealTotalsQuery query)
    {
        QueryException.RefuseKinds(view.Terms, query.Kinds, EventFamily.Deal, "only deals are counted");
        if (query.First > query.Last)
        {
            throw new QueryException("BAD_QUERY", $"The last day ({query.Last:yyyy-MM-dd}) is before the first ({query.First:yyyy-MM-dd}).");
        }

        var ids = (query.From?.Ids ?? []).Concat(query.To?.Ids ?? []);
        QueryException.RefuseMissing("entity", ids, id => view.Find(id) is not null);
    }

    private sealed record Sum(Measure Measure, string Currency, decimal Low, decimal? High);

    private sealed record CountedDeal(Event Deal, bool IsCertain, ImmutableArray<Sum> Sums);
}
