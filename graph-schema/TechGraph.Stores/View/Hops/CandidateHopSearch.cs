using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Stores.View.Hops;

/// <summary>
/// Collects the candidate hops between two sets of entities, layer by layer, always from the side with the smaller next layer. Two balls
/// whose radii add up to the most hops contain every chain of that length.
/// </summary>
internal sealed class CandidateHopSearch(ICandidateHopSource source, DealPrefilter prefilter)
{
    private readonly HashSet<CandidateHop> _hops = [];

    /// <summary>Hops found; those of an incomplete layer are left out.</summary>
    public IReadOnlyCollection<CandidateHop> Hops => _hops;

    /// <summary>Where the budget ended the search; null: the hops are complete.</summary>
    public NeighbourhoodTruncation? Cut { get; private set; }

    /// <summary>Searches from both sides.</summary>
    /// <param name="from">Who may begin; null: any entity.</param>
    /// <param name="to">Who may end; null: any entity.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task RunAsync(IReadOnlyCollection<string>? from, IReadOnlyCollection<string>? to, CancellationToken cancellation)
    {
        if (from is null && to is null)
        {
            await AllAsync(cancellation).ConfigureAwait(false);
            return;
        }

        var forward = from is null ? null : new Side([.. from, .. await source.OwnedAsync(from, cancellation).ConfigureAwait(false)]);
        var backward = to is null ? null : new Side([.. to, .. await source.OwnedAsync(to, cancellation).ConfigureAwait(false)]);
        var depth = 0;
        if (forward is not null && backward is not null && prefilter.MaxHops > 1)
        {
            // The first layer of both sides is always searched.
            var (ahead, behind) = (source.FromAsync(forward.Frontier, cancellation), source.ToAsync(backward.Frontier, cancellation));
            await Task.WhenAll(ahead, behind).ConfigureAwait(false);
            await ForwardAsync(forward, await ahead.ConfigureAwait(false), cancellation).ConfigureAwait(false);
            await BackwardAsync(backward, await behind.ConfigureAwait(false), cancellation).ConfigureAwait(false);
            depth = 2;
        }

        for (; depth < prefilter.MaxHops && Cut is null; depth++)
        {
            // If no entity is left on one side, there is no longer chain.
            var side = forward is null ? backward! : backward is null ? forward : forward.Frontier.Count <= backward.Frontier.Count ? forward : backward;
            if (side.Frontier.Count == 0)
            {
                return;
            }

            if (side == forward)
            {
                await ForwardAsync(side, await source.FromAsync(side.Frontier, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            }
            else
            {
                await BackwardAsync(side, await source.ToAsync(side.Frontier, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ForwardAsync(Side side, List<CandidateHop> found, CancellationToken cancellation)
    {
        if (Spend(found, side.Frontier))
        {
            var takers = found.Where(hop => hop.MayContinue).Select(hop => hop.Taker).ToHashSet();
            takers.UnionWith((await source.OwnersAsync([.. takers], cancellation).ConfigureAwait(false)).SelectMany(owners => owners));
            side.Advance(takers);
        }
    }

    private async Task BackwardAsync(Side side, List<CandidateHop> found, CancellationToken cancellation)
    {
        // An end may also lie inside a chain; an entity that is not an end cannot end one.
        found.RemoveAll(hop => side.Depth > 0 && !hop.MayContinue);
        if (Spend(found, side.Frontier))
        {
            var givers = found.Select(hop => hop.Giver).ToHashSet();
            givers.UnionWith(await source.OwnedAsync([.. givers], cancellation).ConfigureAwait(false));
            side.Advance(givers);
        }
    }

    private async Task AllAsync(CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var (hops, last) = await source.AllAsync(after, cancellation).ConfigureAwait(false);
            if (!Spend(hops, hops.Select(hop => hop.Giver)) || last is null)
            {
                return;
            }

            after = last;
        }
    }

    /// <summary>Adds a layer. A layer that exceeds the budget is left out completely, so that the same query is truncated at the same place.</summary>
    private bool Spend(List<CandidateHop> layer, IEnumerable<string> frontier)
    {
        if (Cut is not null)
        {
            return false;
        }

        var more = layer.Count(hop => !_hops.Contains(hop));
        if (_hops.Count + more > prefilter.Budget)
        {
            Cut = new NeighbourhoodTruncation(
                _hops.Count, prefilter.Budget, [.. frontier.Distinct().Order(StringComparer.Ordinal).Take(20).Select(id => new EntityId(id))]);
            return false;
        }

        _hops.UnionWith(layer);
        return true;
    }

    /// <summary>One end, and how far it was searched.</summary>
    private sealed class Side(IEnumerable<string> start)
    {
        private readonly HashSet<string> _seen = [.. start];

        public int Depth { get; private set; }

        public IReadOnlyCollection<string> Frontier { get; private set; } = [.. start.Distinct()];

        public void Advance(IEnumerable<string> next)
        {
            Frontier = [.. next.Where(_seen.Add)];
            Depth++;
        }
    }
}
