
namespace TechGraph.Stores.View.Hops;

/// <summary>
/// Leaves of a set of walks those that lie on one from an end to the other and are short enough. Bounds only: a walk is dropped only where
/// nothing can complete it. Dates in order are no part of it, since hubs are told of whatever lies on a walk, in order or not (rule 7).
/// </summary>
internal sealed class CandidateHopBounds
{
    private readonly IReadOnlyCollection<CandidateHop> _hops;
    private readonly ILookup<string, string> _owners;
    private readonly HashSet<string>[] _reached;
    private readonly HashSet<string>[] _reaches;

    /// <summary>Works the bounds out.</summary>
    /// <param name="hops">All walks.</param>
    /// <param name="owners">Owners by holder; empty: owners do not carry on.</param>
    /// <param name="from">Who may begin; null: anybody.</param>
    /// <param name="to">Who may end; null: anybody.</param>
    /// <param name="maxHops">Most walks in a row.</param>
    public CandidateHopBounds(IReadOnlyCollection<CandidateHop> hops, ILookup<string, string> owners, IReadOnlySet<string>? from, IReadOnlySet<string>? to, int maxHops)
    {
        (_hops, _owners) = (hops, owners);
        (_reached, _reaches) = (new HashSet<string>[maxHops], new HashSet<string>[maxHops]);

        // Reached[n]: to whom something may have come by exactly n walks. Reaches[n]: from whom it may still come to an end by exactly n.
        _reached[0] = [.. hops.Select(hop => hop.Giver).Where(giver => from is null || from.Contains(giver))];
        _reaches[0] = [.. hops.Where(hop => hop.MayEnd).Select(hop => hop.Taker).Where(taker => to is null || to.Contains(taker))];
        for (var count = 1; count < maxHops; count++)
        {
            _reached[count] = [.. hops.Where(hop => hop.MayGoOn && _reached[count - 1].Contains(hop.Giver)).SelectMany(hop => Holders(hop.Taker))];
            _reaches[count] = [.. hops.Where(hop => Leads(hop, count - 1)).Select(hop => hop.Giver)];
        }
    }

    /// <summary>Deals of the walks that are left.</summary>
    public HashSet<string> Deals() =>
        [.. _hops.Where(hop => Enumerable.Range(0, _reached.Length).Any(before => _reached[before].Contains(hop.Giver)
            && Enumerable.Range(0, _reaches.Length - before).Any(after => Leads(hop, after)))).Select(hop => hop.Deal)];

    private bool Leads(CandidateHop hop, int after) => after == 0
        ? hop.MayEnd && _reaches[0].Contains(hop.Taker)
        : hop.MayGoOn && Holders(hop.Taker).Any(_reaches[after].Contains);

    /// <summary>A taker, and who may go on in its place.</summary>
    private IEnumerable<string> Holders(string taker) => _owners[taker].Prepend(taker);
}
