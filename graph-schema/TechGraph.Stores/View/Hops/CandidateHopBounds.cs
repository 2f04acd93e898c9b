
namespace TechGraph.Stores.View.Hops;

/// <summary>
/// Keeps the candidate hops that lie on a short enough way from one end to the other. It drops a hop only if nothing can complete a chain
/// through it. The order of dates is ignored, because hubs are reported wherever they lie on a way, in order or not (rule 7).
/// </summary>
internal sealed class CandidateHopBounds
{
    private readonly IReadOnlyCollection<CandidateHop> _hops;
    private readonly ILookup<string, string> _owners;
    private readonly HashSet<string>[] _reached;
    private readonly HashSet<string>[] _reaches;

    /// <summary>Computes the bounds.</summary>
    /// <param name="hops">All candidate hops.</param>
    /// <param name="owners">Owners by holder; empty: owners do not continue chains.</param>
    /// <param name="from">Who may begin; null: any entity.</param>
    /// <param name="to">Who may end; null: any entity.</param>
    /// <param name="maxHops">Maximum number of hops in a chain.</param>
    public CandidateHopBounds(IReadOnlyCollection<CandidateHop> hops, ILookup<string, string> owners, IReadOnlySet<string>? from, IReadOnlySet<string>? to, int maxHops)
    {
        (_hops, _owners) = (hops, owners);
        (_reached, _reaches) = (new HashSet<string>[maxHops], new HashSet<string>[maxHops]);

        // Reached[n]: entities that something may have come to by exactly n hops. Reaches[n]: entities from which it may still come to an
        // end by exactly n hops.
        _reached[0] = [.. hops.Select(hop => hop.Giver).Where(giver => from is null || from.Contains(giver))];
        _reaches[0] = [.. hops.Where(hop => hop.MayEnd).Select(hop => hop.Taker).Where(taker => to is null || to.Contains(taker))];
        for (var count = 1; count < maxHops; count++)
        {
            _reached[count] = [.. hops.Where(hop => hop.MayContinue && _reached[count - 1].Contains(hop.Giver)).SelectMany(hop => Holders(hop.Taker))];
            _reaches[count] = [.. hops.Where(hop => Leads(hop, count - 1)).Select(hop => hop.Giver)];
        }
    }

    /// <summary>Deals of the remaining hops.</summary>
    public HashSet<string> Deals() =>
        [.. _hops.Where(hop => Enumerable.Range(0, _reached.Length).Any(before => _reached[before].Contains(hop.Giver)
            && Enumerable.Range(0, _reaches.Length - before).Any(after => Leads(hop, after)))).Select(hop => hop.Deal)];

    private bool Leads(CandidateHop hop, int after) => after == 0
        ? hop.MayEnd && _reaches[0].Contains(hop.Taker)
        : hop.MayContinue && Holders(hop.Taker).Any(_reaches[after].Contains);

    /// <summary>A taker and its owners, who may continue a chain in its place.</summary>
    private IEnumerable<string> Holders(string taker) => _owners[taker].Prepend(taker);
}
