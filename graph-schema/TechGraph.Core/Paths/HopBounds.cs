using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>
/// The distance of every edge to an end and of every holder to a start, counted over candidate chains that ignore dates, carried
/// technologies and repetition. These bounds never exclude a chain that can be completed.
/// </summary>
internal sealed class HopBounds
{
    private const int Never = int.MaxValue / 2;
    private readonly Dictionary<Edge, int> _after = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<EntityId, int> _fromStart = [];
    private readonly Dictionary<EntityId, int> _toEnd = [];
    private readonly int _maxHops;

    public HopBounds(DealGraph graph, DealPathQuery query, Owners owners, Func<Edge, bool> starts, Func<Edge, bool> ends)
    {
        _maxHops = query.MaxHops;
        var ended = graph.Edges.Where(ends).ToHashSet<Edge>(ReferenceEqualityComparer.Instance);
        var givers = graph.Edges.ToDictionary(edge => edge, edge => Givers(edge, owners), (IEqualityComparer<Edge>)ReferenceEqualityComparer.Instance);

        // Backward: no hop follows an edge that may end. Any other edge is one hop farther away than the nearest edge given by its taker or
        // by an owner of its taker.
        foreach (var edge in ended)
        {
            _after[edge] = 0;
        }

        for (var hops = 1; hops <= query.MaxHops; hops++)
        {
            foreach (var next in graph.Edges.Where(edge => _after.GetValueOrDefault(edge, Never) < hops))
            {
                foreach (var giver in givers[next])
                {
                    _toEnd[giver] = Math.Min(_toEnd.GetValueOrDefault(giver, Never), _after[next] + 1);
                }
            }

            foreach (var edge in graph.Edges.Where(edge => edge.MayContinue))
            {
                var after = _toEnd.GetValueOrDefault(edge.Taker, Never);
                if (after < _after.GetValueOrDefault(edge, Never))
                {
                    _after[edge] = after;
                }
            }
        }

        // Forward: hops from a start to a holder.
        foreach (var edge in graph.Edges.Where(edge => edge.MayContinue && starts(edge)))
        {
            _fromStart[edge.Taker] = 1;
        }

        for (var hops = 2; hops <= query.MaxHops; hops++)
        {
            foreach (var edge in graph.Edges.Where(edge => edge.MayContinue))
            {
                var before = givers[edge].Min(giver => _fromStart.GetValueOrDefault(giver, Never));
                if (before < hops && before + 1 < _fromStart.GetValueOrDefault(edge.Taker, Never))
                {
                    _fromStart[edge.Taker] = before + 1;
                }
            }
        }

        if (query.Ownership is not null)
        {
            // An owner that continues the chain is a holder too.
            foreach (var edge in graph.Edges)
            {
                var before = givers[edge].Min(giver => _fromStart.GetValueOrDefault(giver, Never));
                _fromStart[edge.Giver] = Math.Min(_fromStart.GetValueOrDefault(edge.Giver, Never), before);
            }
        }
    }

    /// <summary>Minimum number of hops after this one until an end.</summary>
    public int HopsAfter(Edge edge) => _after.GetValueOrDefault(edge, Never);

    /// <summary>Whether a holder lies between a start and an end on some candidate chain within the most hops.</summary>
    public bool IsOnCandidateChain(EntityId holder) =>
        _fromStart.GetValueOrDefault(holder, Never) + _toEnd.GetValueOrDefault(holder, Never) <= _maxHops;

    /// <summary>Holders from which an edge can continue a chain: its giver and, if ownership is followed, whatever the giver owns.</summary>
    private static ImmutableArray<EntityId> Givers(Edge edge, Owners owners) => [edge.Giver, .. owners.OwnedBy(edge.Giver, edge)];
}
