using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Paths;

/// <summary>The edges of one query: every deal that passes on its own, whatever its place in a chain.</summary>
internal sealed class DealGraph
{
    private readonly Dictionary<EntityId, ImmutableArray<Edge>> _from;
    private readonly Dictionary<EntityId, int> _degrees = [];

    private DealGraph(ImmutableArray<Edge> edges)
    {
        Edges = edges;
        _from = edges.GroupBy(edge => edge.Giver).ToDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    /// <summary>By deal, giver, taker.</summary>
    public ImmutableArray<Edge> Edges { get; }

    public ImmutableArray<Edge> From(EntityId giver) => _from.GetValueOrDefault(giver, []);

    /// <summary>Distinct deals in which an entity gives or takes the flow, before any filter but the lens (rule 7).</summary>
    public int Degree(EntityId entity) => _degrees.GetValueOrDefault(entity);

    public IEnumerable<EntityId> Entities => _degrees.Keys;

    /// <summary>Works the edges out.</summary>
    /// <param name="lens">What is known.</param>
    /// <param name="query">The question.</param>
    /// <param name="lenient">Whether a value that is unknown or not exact passes; for telling coverage from absence.</param>
    public static DealGraph Of(Lens lens, DealPathQuery query, bool lenient)
    {
        var edges = ImmutableArray.CreateBuilder<Edge>();
        var partners = new Dictionary<EntityId, HashSet<EventId>>();
        foreach (var deal in lens.View.Events)
        {
            var kind = lens.KindOf(deal);
            if (kind.Family != EventFamily.Deal || !kind.Flows.Any(rule => rule.Flow == query.Flow) || !lens.Resolving(deal).Any())
            {
                continue;
            }

            foreach (var pair in Pairs(lens, query.Flow, deal, kind))
            {
                Count(partners, pair.Giver, deal.Id);
                Count(partners, pair.Taker, deal.Id);
                if (EdgeTest.Pass(lens, query, pair, lenient) is { } edge)
                {
                    edges.Add(edge);
                }
            }
        }

        var graph = new DealGraph(edges.ToImmutable());
        foreach (var (entity, deals) in partners)
        {
            graph._degrees[entity] = deals.Count;
        }

        return graph;
    }

    private static void Count(Dictionary<EntityId, HashSet<EventId>> partners, EntityId entity, EventId deal)
    {
        if (!partners.TryGetValue(entity, out var deals))
        {
            partners[entity] = deals = [];
        }

        deals.Add(deal);
    }

    /// <summary>Giver and taker, with every rule of the flow that joins them in this deal.</summary>
    private static IEnumerable<Edge> Pairs(Lens lens, Flow flow, Event deal, EventKind kind) => kind.Flows
        .Where(rule => rule.Flow == flow)
        .SelectMany(rule =>
            from giver in deal.Participants
            where giver.Role == rule.From && giver.Of.Kind == RecordKind.Entity && lens.Knows(deal, giver)
            from taker in deal.Participants
            where taker.Role == rule.To && taker.Of.Kind == RecordKind.Entity && lens.Knows(deal, taker) && giver.Of != taker.Of
            select (rule, giver: new EntityId(giver.Of.Id), taker: new EntityId(taker.Of.Id)))
        .GroupBy(pair => (pair.giver, pair.taker))
        .OrderBy(group => group.Key.giver)
        .ThenBy(group => group.Key.taker)
        .Select(group => new Edge(deal, kind, group.Key.giver, group.Key.taker, [.. group.Select(pair => pair.rule).Distinct()])
        {
            Status = lens.StatusAt(deal, null),
        });
}
