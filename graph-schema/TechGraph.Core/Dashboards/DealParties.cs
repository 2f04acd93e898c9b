using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Dashboards;

/// <summary>Decides how often a deal is counted: once, or once for each pair of countries between which its flow runs.</summary>
internal sealed class DealParties
{
    private static readonly EndpointSelector AnyEntity = new();

    private readonly Lens _lens;
    private readonly DealTotalsQuery _query;
    private readonly DealPathQuery _hop;
    private readonly EndpointMatcher _matcher;
    private readonly CarriedTechnologies _carriedTechnologies;

    public DealParties(Lens lens, DealTotalsQuery query)
    {
        (_lens, _query, _hop) = (lens, query, Hop(query));
        _matcher = new EndpointMatcher(lens, _hop, lenient: false);
        _carriedTechnologies = new CarriedTechnologies(lens, _hop, lenient: false);
    }

    /// <summary>
    /// The pairs of countries (both null if the query does not group by country), each with whether it holds on every reading of what is
    /// uncertain. Empty: the deal is not counted.
    /// </summary>
    public IEnumerable<((string? Giver, string? Taker) Pair, bool IsCertain)> Of(Event deal)
    {
        if (!_query.AsksForPairs)
        {
            return Alone(deal) is { } sure ? [((null, null), sure)] : [];
        }

        return DealGraph.Of(_lens, _hop, new DealNeighbourhood([deal], null), lenient: false).Edges
            .Select(edge => (edge, answer: Test(edge)))
            .Where(found => found.answer == Truth.Certain || (found.answer == Truth.Possible && !_query.Certain))
            .Select(found => (Pair(found.edge), found.answer == Truth.Certain && found.edge.Doubts.IsEmpty));
    }

    /// <summary>Whether a deal counts regardless of its parties: true for certain, false for possible; null: it does not count.</summary>
    private bool? Alone(Event deal) =>
        EdgeTest.Apply(_lens, _hop, new Edge(deal, _lens.KindOf(deal), default, default, []) { Status = _lens.StatusAt(deal, _query.AsOf) }, lenient: false) is { } edge
            ? edge.Doubts.IsEmpty
            : null;

    private Truth Test(Edge edge)
    {
        var ends = Lens.Weaker(_matcher.Match(_hop.From, edge.Giver, edge).Answer, _matcher.Match(_hop.To, edge.Taker, edge).Answer);
        return ends == Truth.No || (_query.Flow == Flow.Ip && _carriedTechnologies.First(edge).IsEmpty) ? Truth.No : Lens.Weaker(ends, Lens.Weaker(Arrives(_hop.From.Country, edge), Arrives(_hop.To.Country, edge)));
    }

    /// <summary>Tests the country senses that depend on what the deal carries.</summary>
    private Truth Arrives(CountryRule? rule, Edge edge)
    {
        if (rule is not { Sense: CountrySense.Origin or CountrySense.DevelopedIn })
        {
            return Truth.Certain;
        }

        return OriginsOf(edge)
            .Where(origin => rule.Sense == CountrySense.Origin || origin.Basis == OriginBasis.Developed)
            .Where(origin => origin.Countries.Contains(rule.Code))
            .Select(origin => origin.Countries.Length == 1 ? Truth.Certain : Truth.Possible)
            .DefaultIfEmpty(Truth.No)
            .Max();
    }

    private List<OriginResult> OriginsOf(Edge edge)
    {
        var carried = _query.Flow == Flow.Ip ? _carriedTechnologies.First(edge) : [];
        return
        [
            .. (carried.IsEmpty ? [Origins.Of(_lens, null, edge.Giver)] : carried.Select(item => Origins.Of(_lens, item, edge.Giver))).OfType<OriginResult>(),
        ];
    }

    private (string? Giver, string? Taker) Pair(Edge edge)
    {
        if (!_query.GroupBy.Contains(TotalsGrouping.CountryPair))
        {
            return (null, null);
        }

        var givers = _query.Flow == Flow.Ip ? OriginsOf(edge).SelectMany(origin => origin.Countries) : BasesOf(edge.Giver, edge);
        return (Join(givers), Join(BasesOf(edge.Taker, edge)));
    }

    private IEnumerable<string> BasesOf(EntityId id, Edge edge) =>
        _lens.PlacesOf(id, "based_in", edge.Earliest, edge.Latest).SelectMany(place => place.Countries);

    private static string? Join(IEnumerable<string> codes) =>
        string.Join('/', codes.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;

    private static DealPathQuery Hop(DealTotalsQuery query) => new(query.From ?? AnyEntity, query.To ?? AnyEntity)
    {
        Flow = query.Flow,
        MaxHops = 1,
        Standings = query.EffectiveStandings,
        IncludeGroups = query.IncludeGroups,
        KnownAt = query.KnownAt,
        Time = new TimeRule
        {
            Mode = query.First is null && query.Last is null ? TimeMode.Any : TimeMode.Window,
            AsOf = query.AsOf,
            WindowFrom = query.First,
            WindowTo = query.Last,
            Certain = query.Certain,
        },
    };
}
