namespace TechGraph.Stores.View.Walks;

/// <summary>
/// Leaves of a set of walks those that lie on one from an end to the other: short enough, and where order counts none surely before the
/// one before it. Bounds only; a walk is dropped only where nothing can complete it.
/// </summary>
internal sealed class WalkBounds
{
    private readonly IReadOnlyCollection<Walk> _walks;
    private readonly ILookup<string, string> _owners;
    private readonly bool _ordered;
    private readonly Dictionary<string, DateOnly>[] _reached;
    private readonly Dictionary<string, DateOnly>[] _reaches;

    /// <summary>Works the bounds out.</summary>
    /// <param name="walks">All walks.</param>
    /// <param name="owners">Owners by holder; empty: owners do not carry on.</param>
    /// <param name="from">Who may begin; null: anybody.</param>
    /// <param name="to">Who may end; null: anybody.</param>
    /// <param name="maxHops">Most walks in a row.</param>
    /// <param name="ordered">Whether time may not run backwards.</param>
    public WalkBounds(
        IReadOnlyCollection<Walk> walks, ILookup<string, string> owners, IReadOnlySet<string>? from, IReadOnlySet<string>? to, int maxHops, bool ordered)
    {
        (_walks, _owners, _ordered) = (walks, owners, ordered);
        _reached = new Dictionary<string, DateOnly>[maxHops];
        _reaches = new Dictionary<string, DateOnly>[maxHops];
        Forward(from, maxHops);
        Backward(to, maxHops);
    }

    /// <summary>Deals of the walks that are left.</summary>
    public HashSet<string> Deals()
    {
        var deals = new HashSet<string>();
        foreach (var walk in _walks)
        {
            for (var before = 0; before < _reached.Length; before++)
            {
                if (Follows(walk, before) && Enumerable.Range(0, _reaches.Length - before).Any(after => Leads(walk, after)))
                {
                    deals.Add(walk.Deal);
                    break;
                }
            }
        }

        return deals;
    }

    private static DateOnly First(Walk walk) => walk.Earliest ?? DateOnly.MinValue;

    private static DateOnly Last(Walk walk) => walk.Latest ?? DateOnly.MaxValue;

    // Reached[n]: by holder, the earliest day on which something may have come to it by exactly n walks.
    private void Forward(IReadOnlySet<string>? from, int maxHops)
    {
        for (var hops = 0; hops < maxHops; hops++)
        {
            var here = _reached[hops] = [];
            if (hops == 0)
            {
                foreach (var giver in _walks.Select(walk => walk.Giver).Where(giver => from is null || from.Contains(giver)))
                {
                    here[giver] = DateOnly.MinValue;
                }

                continue;
            }

            foreach (var walk in _walks.Where(walk => walk.MayGoOn && Follows(walk, hops - 1)))
            {
                var day = Later(_reached[hops - 1][walk.Giver], First(walk));
                foreach (var holder in _owners[walk.Taker].Prepend(walk.Taker))
                {
                    here[holder] = here.TryGetValue(holder, out var known) && known < day ? known : day;
                }
            }
        }
    }

    // Reaches[n]: by holder, the latest day on which something may still set out from it and come to an end by exactly n walks; n = 0: it is an end.
    private void Backward(IReadOnlySet<string>? to, int maxHops)
    {
        for (var hops = 0; hops < maxHops; hops++)
        {
            var here = _reaches[hops] = [];
            if (hops == 0)
            {
                foreach (var taker in _walks.Where(walk => walk.MayEnd).Select(walk => walk.Taker).Where(taker => to is null || to.Contains(taker)))
                {
                    here[taker] = DateOnly.MaxValue;
                }

                continue;
            }

            foreach (var walk in _walks.Where(walk => Leads(walk, hops - 1)))
            {
                var day = Earlier(Reaches(walk, hops - 1), Last(walk));
                here[walk.Giver] = here.TryGetValue(walk.Giver, out var known) && known > day ? known : day;
            }
        }
    }

    private bool Follows(Walk walk, int before) =>
        _reached[before].TryGetValue(walk.Giver, out var day) && (!_ordered || day <= Last(walk));

    private bool Leads(Walk walk, int after) =>
        (after == 0 ? walk.MayEnd : walk.MayGoOn)
        && (after == 0 ? _reaches[0].ContainsKey(walk.Taker) : _owners[walk.Taker].Prepend(walk.Taker).Any(_reaches[after].ContainsKey))
        && (!_ordered || First(walk) <= Reaches(walk, after));

    private DateOnly Reaches(Walk walk, int after) => after == 0
        ? _reaches[0][walk.Taker]
        : _owners[walk.Taker].Prepend(walk.Taker).Where(_reaches[after].ContainsKey).Max(holder => _reaches[after][holder]);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
