using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>The edges of one query: every deal that matches the query regardless of its place in a chain.</summary>
internal sealed class DealGraph
{
    private readonly Dictionary<EntityId, ImmutableArray<Edge>> _from;
    private readonly Dictionary<EntityId, bool> _hubs = [];
    private readonly Lens _lens;
    private readonly DealPathQuery _query;

    private DealGraph(Lens lens, DealPathQuery query, ImmutableArray<Edge> edges, SortedSet<EntityId> entities, NeighbourhoodTruncation? cut)
    {
        (_lens, _query, Edges, Entities, Truncation) = (lens, query, edges, entities, cut);
        _from = edges.GroupBy(edge => edge.Giver).ToDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    /// <summary>In order of deal, giver and taker.</summary>
    public ImmutableArray<Edge> Edges { get; }

    public ImmutableArray<Edge> From(EntityId giver) => _from.GetValueOrDefault(giver, []);

    /// <summary>Givers and takers of all deals of the flow, including deals that do not match. In order of id.</summary>
    public IReadOnlyCollection<EntityId> Entities { get; }

    /// <summary>Where the store stopped searching for deals; null: these are all.</summary>
    public NeighbourhoodTruncation? Truncation { get; }

    /// <summary>Whether an entity gives or takes the flow in more distinct deals than the query allows; only the lens filters them (rule 7).</summary>
    public bool IsHub(EntityId entity)
    {
        if (!_hubs.TryGetValue(entity, out var isHub))
        {
            _hubs[entity] = isHub = CountsAbove(entity, _query.Avoid.DegreeAbove);
        }

        return isHub;
    }

    /// <summary>Stops counting as soon as the answer is known.</summary>
    private bool CountsAbove(EntityId entity, int most)
    {
        var (record, roles) = (RecordRef.To(entity), _lens.View.Terms.Roles.Of(_query.Flow));
        var candidates = _lens.View.CountParticipations(record, roles);
        for (long look = Math.Max(16, 2L * most); candidates > most; look *= 4)
        {
            var deals = _lens.View.ParticipationsOf(record, roles, (int)Math.Min(look, int.MaxValue)).Select(part => part.Event).DistinctBy(deal => deal.Id);
            if (deals.Count(deal => Runs(deal, entity)) > most)
            {
                return true;
            }

            if (look >= candidates)
            {
                return false;
            }
        }

        return false;
    }

    private bool Runs(Event deal, EntityId entity) =>
        _lens.ResolvingClaims(deal).Any() && Pairs(_lens, _query.Flow, deal, _lens.KindOf(deal)).Any(pair => pair.Giver == entity || pair.Taker == entity);

    /// <summary>Builds the edges.</summary>
    /// <param name="lens">Which claims count.</param>
    /// <param name="query">The query.</param>
    /// <param name="found">The deals that may be hops.</param>
    /// <param name="lenient">Whether an unknown or inexact value passes. Used to distinguish missing coverage from absence.</param>
    public static DealGraph Of(Lens lens, DealPathQuery query, DealNeighbourhood found, bool lenient)
    {
        var edges = ImmutableArray.CreateBuilder<Edge>();
        var entities = new SortedSet<EntityId>();
        foreach (var deal in found.Deals)
        {
            var kind = lens.KindOf(deal);
            if (kind.Family != EventFamily.Deal || !kind.Flows.Any(rule => rule.Flow == query.Flow) || !lens.ResolvingClaims(deal).Any())
            {
                continue;
            }

            foreach (var pair in Pairs(lens, query.Flow, deal, kind))
            {
                entities.Add(pair.Giver);
                entities.Add(pair.Taker);
                if (EdgeTest.Apply(lens, query, pair, lenient) is { } edge)
                {
                    edges.Add(edge);
                }
            }
        }

        return new DealGraph(lens, query, edges.ToImmutable(), entities, found.Truncation);
    }

    /// <summary>Each giver and taker of a deal, with every rule of the flow that joins them.</summary>
    private static IEnumerable<Edge> Pairs(Lens lens, Flow flow, Event deal, EventKind kind) => kind.Flows
        .Where(rule => rule.Flow == flow)
        .SelectMany(rule =>
            from giver in deal.Participants
            where giver.Role == rule.From && giver.Of.Kind == RecordKind.Entity && lens.Includes(deal, giver)
            from taker in deal.Participants
            where taker.Role == rule.To && taker.Of.Kind == RecordKind.Entity && lens.Includes(deal, taker) && giver.Of != taker.Of
            select (rule, giver: new EntityId(giver.Of.Id), taker: new EntityId(taker.Of.Id)))
        .GroupBy(pair => (pair.giver, pair.taker))
        .OrderBy(group => group.Key.giver)
        .ThenBy(group => group.Key.taker)
        .Select(group => new Edge(deal, kind, group.Key.giver, group.Key.taker, [.. group.Select(pair => pair.rule).Distinct()])
        {
            Status = lens.StatusAt(deal, null),
        });
}
