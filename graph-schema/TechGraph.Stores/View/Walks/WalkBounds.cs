namespace TechGraph.Stores.View.Walks;

/// <summary>
/// Leaves of a set of walks those that lie on one from an end to the other and are short enough. Bounds only: a walk is dropped only where
/// nothing can complete it. Dates in order are no part of it, since hubs are told of whatever lies on a walk, in order or not (rule 7).
/// </summary>
internal sealed class WalkBounds
{
    private readonly IReadOnlyCollection<Walk> _walks;
    private readonly ILookup<string, string> _owners;
    private readonly HashSet<string>[] _reached;
    private readonly HashSet<string>[] _reaches;

    /// <summary>Works the bounds out.</summary>
    /// <param name="walks">All walks.</param>
    /// <param name="owners">Owners by holder; empty: owners do not carry on.</param>
    /// <param name="from">Who may begin; null: anybody.</param>
    /// <param name="to">Who may end; null: anybody.</param>
    /// <param name="maxHops">Most walks in a row.</param>
    public WalkBounds(IReadOnlyCollection<Walk> walks, ILookup<string, string> owners, IReadOnlySet<string>? from, IReadOnlySet<string>? to, int maxHops)
    {
        (_walks, _owners) = (walks, owners);
        (_reached, _reaches) = (new HashSet<string>[maxHops], new HashSet<string>[maxHops]);

        // Reached[n]: to whom something may have come by exactly n walks. Reaches[n]: from whom it may still come to an end by exactly n.
        _reached[0] = [.. walks.Select(walk => walk.Giver).Where(giver => from is null || from.Contains(giver))];
        _reaches[0] = [.. walks.Where(walk => walk.MayEnd).Select(walk => walk.Taker).Where(taker => to is null || to.Contains(taker))];
        for (var hops = 1; hops < maxHops; hops++)
        {
            _reached[hops] = [.. walks.Where(walk => walk.MayGoOn && _reached[hops - 1].Contains(walk.Giver)).SelectMany(walk => Holders(walk.Taker))];
            _reaches[hops] = [.. walks.Where(walk => Leads(walk, hops - 1)).Select(walk => walk.Giver)];
        }
    }

    /// <summary>Deals of the walks that are left.</summary>
    public HashSet<string> Deals() =>
        [.. _walks.Where(walk => Enumerable.Range(0, _reached.Length).Any(before => _reached[before].Contains(walk.Giver)
            && Enumerable.Range(0, _reaches.Length - before).Any(after => Leads(walk, after)))).Select(walk => walk.Deal)];

    private bool Leads(Walk walk, int after) => after == 0
        ? walk.MayEnd && _reaches[0].Contains(walk.Taker)
        : walk.MayGoOn && Holders(walk.Taker).Any(_reaches[after].Contains);

    /// <summary>A taker, and who may go on in its place.</summary>
    private IEnumerable<string> Holders(string taker) => _owners[taker].Prepend(taker);
}
