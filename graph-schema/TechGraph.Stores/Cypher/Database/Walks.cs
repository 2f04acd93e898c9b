using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.View.Walks;

namespace TechGraph.Stores.Cypher.Database;

/// <summary>Deals that may be hops of a chain, with what the engine is sure to ask of them.</summary>
internal sealed class Walks
{
    private readonly Holdings _holdings;
    private readonly Reader _reader;
    private readonly Terms _terms;

    public Walks(Holdings holdings, Reader reader, Terms terms)
    {
        (_holdings, _reader, _terms) = (holdings, reader, terms);
        Table = new(FetchAsync, new DealNeighbourhood([], null));
    }

    public Table<Asked<DealNarrowing>, DealNeighbourhood> Table { get; }

    private async Task FetchAsync(IReadOnlyList<Asked<DealNarrowing>> keys, CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            Table.Put(key, await FindAsync(key.Question, cancellation).ConfigureAwait(false));
        }
    }

    private async Task<DealNeighbourhood> FindAsync(DealNarrowing narrowing, CancellationToken cancellation)
    {
        var source = new WalkSource(_reader, _terms, narrowing);
        var search = new WalkSearch(source, narrowing);
        var from = await EndsAsync(narrowing.From, cancellation).ConfigureAwait(false);
        var to = await EndsAsync(narrowing.To, cancellation).ConfigureAwait(false);
        await search.RunAsync(from, to, cancellation).ConfigureAwait(false);

        var owners = await source.OwnersAsync(search.Walks.Select(walk => walk.Taker), cancellation).ConfigureAwait(false);
        from?.UnionWith(await source.OwnedAsync([.. from], cancellation).ConfigureAwait(false));
        to?.UnionWith(await source.OwnedAsync([.. to], cancellation).ConfigureAwait(false));
        var deals = new WalkBounds(search.Walks, owners, from, to, narrowing.MaxHops).Deals();
        return new DealNeighbourhood(await LoadAsync(deals, search.Walks.Where(walk => deals.Contains(walk.Deal)), narrowing.Flow, cancellation).ConfigureAwait(false), search.Cut);
    }

    /// <summary>Who may stand at an end; ids that are given are taken as they are, since the engine looks at each of them anyway.</summary>
    private async Task<HashSet<string>?> EndsAsync(EntityNarrowing? narrowing, CancellationToken cancellation) => narrowing is null ? null
        : !narrowing.Ids.IsEmpty ? [.. narrowing.Ids.Select(id => id.Value)]
        : [.. (await _holdings.Lists.FetchEntitiesAsync(narrowing, cancellation).ConfigureAwait(false)).Select(id => id.Value)];

    /// <summary>The deals with their claims, and what will be asked of them and of their holders: fetched together, it takes fewer rounds.</summary>
    private async Task<IReadOnlyList<Event>> LoadAsync(IEnumerable<string> deals, IEnumerable<Walk> walks, Flow flow, CancellationToken cancellation)
    {
        var references = deals.Order(StringComparer.Ordinal).Select(id => new RecordRef(RecordKind.Event, id)).ToList();
        var holders = walks.SelectMany(walk => new[] { walk.Giver, walk.Taker }).Distinct().Select(id => new EntityId(id)).ToList();
        var held = holders.ConvertAll(RecordRef.To);
        await Task.WhenAll(
            _holdings.Records.FetchAsync(references, cancellation),
            _holdings.FetchPartiesAsync(references.Select(deal => deal.Id), cancellation),
            _holdings.Participations.FetchAsync(references.Select(deal => (deal, _terms.Roles.Puts, int.MaxValue)), cancellation),
            _holdings.RelationsFrom.FetchAsync(holders, cancellation),
            _holdings.Participations.FetchAsync(held.Select(holder => (holder, _terms.Roles.ImplyingFrom, int.MaxValue)), cancellation),
            _holdings.Counts.FetchAsync(held.Select(holder => (holder, _terms.Roles.Of(flow))), cancellation)).ConfigureAwait(false);
        return [.. references.Select(_holdings.Known).OfType<Event>()];
    }
}
