using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;

namespace TechGraph.Stores.View.Walks;

/// <summary>
/// Collects the walks between two sets of entities, layer by layer, from whichever side has fewer to look at next. Two balls whose radii
/// add up to the most hops hold every walk of that length.
/// </summary>
internal sealed class WalkSearch(IWalkSource source, DealNarrowing narrowing)
{
    private readonly HashSet<Walk> _walks = [];

    /// <summary>Walks found; those of a layer that was not looked at whole are left out.</summary>
    public IReadOnlyCollection<Walk> Walks => _walks;

    /// <summary>Where the budget ended it; null: these are all.</summary>
    public NeighbourhoodCut? Cut { get; private set; }

    /// <summary>Looks from both sides.</summary>
    /// <param name="from">Who may begin; null: anybody.</param>
    /// <param name="to">Who may end; null: anybody.</param>
    /// <param name="cancellation">Gives up.</param>
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
        if (forward is not null && backward is not null && narrowing.MaxHops > 1)
        {
            // Both sides are looked at once in any case.
            var (ahead, behind) = (source.FromAsync(forward.Frontier, cancellation), source.ToAsync(backward.Frontier, cancellation));
            await Task.WhenAll(ahead, behind).ConfigureAwait(false);
            await ForwardAsync(forward, await ahead.ConfigureAwait(false), cancellation).ConfigureAwait(false);
            await BackwardAsync(backward, await behind.ConfigureAwait(false), cancellation).ConfigureAwait(false);
            depth = 2;
        }

        for (; depth < narrowing.MaxHops && Cut is null; depth++)
        {
            // With nobody left on one side there is no longer walk.
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

    private async Task ForwardAsync(Side side, List<Walk> found, CancellationToken cancellation)
    {
        if (Spend(found, side.Frontier))
        {
            var takers = found.Where(walk => walk.MayGoOn).Select(walk => walk.Taker).ToHashSet();
            takers.UnionWith((await source.OwnersAsync([.. takers], cancellation).ConfigureAwait(false)).SelectMany(owners => owners));
            side.GoOn(takers);
        }
    }

    private async Task BackwardAsync(Side side, List<Walk> found, CancellationToken cancellation)
    {
        // An end may also stand in the middle; whoever is no end cannot.
        found.RemoveAll(walk => side.Depth > 0 && !walk.MayGoOn);
        if (Spend(found, side.Frontier))
        {
            var givers = found.Select(walk => walk.Giver).ToHashSet();
            givers.UnionWith(await source.OwnedAsync([.. givers], cancellation).ConfigureAwait(false));
            side.GoOn(givers);
        }
    }

    private async Task AllAsync(CancellationToken cancellation)
    {
        var after = "";
        while (true)
        {
            var (walks, last) = await source.AllAsync(after, cancellation).ConfigureAwait(false);
            if (!Spend(walks, walks.Select(walk => walk.Giver)) || last is null)
            {
                return;
            }

            after = last;
        }
    }

    /// <summary>Takes a layer in; a layer that goes beyond the budget is left out whole, so that the same question is cut at the same place.</summary>
    private bool Spend(List<Walk> layer, IEnumerable<string> frontier)
    {
        if (Cut is not null)
        {
            return false;
        }

        var more = layer.Count(walk => !_walks.Contains(walk));
        if (_walks.Count + more > narrowing.Budget)
        {
            Cut = new NeighbourhoodCut(
                _walks.Count, narrowing.Budget, [.. frontier.Distinct().Order(StringComparer.Ordinal).Take(20).Select(id => new EntityId(id))]);
            return false;
        }

        _walks.UnionWith(layer);
        return true;
    }

    /// <summary>One end, and how far it was looked from.</summary>
    private sealed class Side(IEnumerable<string> start)
    {
        private readonly HashSet<string> _seen = [.. start];

        public int Depth { get; private set; }

        public IReadOnlyCollection<string> Frontier { get; private set; } = [.. start.Distinct()];

        public void GoOn(IEnumerable<string> next)
        {
            Frontier = [.. next.Where(_seen.Add)];
            Depth++;
        }
    }
}
