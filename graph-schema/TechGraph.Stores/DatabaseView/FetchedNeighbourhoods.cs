using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.View.Hops;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Fetches the deals that may be hops of a chain, with the records that the path engine will read.</summary>
internal sealed class FetchedNeighbourhoods
{
    private readonly FetchedRecords _records;
    private readonly QueryRunner _runner;
    private readonly Terms _terms;

    public FetchedNeighbourhoods(FetchedRecords records, QueryRunner runner, Terms terms)
    {
        (_records, _runner, _terms) = (records, runner, terms);
        Table = new(FetchAsync, new DealNeighbourhood([], null));
    }

    public FetchedTable<QueryKey<DealPrefilter>, DealNeighbourhood> Table { get; }

    private async Task FetchAsync(IReadOnlyList<QueryKey<DealPrefilter>> keys, CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            Table.Put(key, await FindAsync(key.Query, cancellation).ConfigureAwait(false));
        }
    }

    private async Task<DealNeighbourhood> FindAsync(DealPrefilter prefilter, CancellationToken cancellation)
    {
        var source = new DatabaseHopSource(_runner, _terms, prefilter);
        var search = new CandidateHopSearch(source, prefilter);
        var from = await EndsAsync(prefilter.From, cancellation).ConfigureAwait(false);
        var to = await EndsAsync(prefilter.To, cancellation).ConfigureAwait(false);
        await search.RunAsync(from, to, cancellation).ConfigureAwait(false);

        var owners = await source.OwnersAsync(search.Hops.Select(hop => hop.Taker), cancellation).ConfigureAwait(false);
        from?.UnionWith(await source.OwnedAsync([.. from], cancellation).ConfigureAwait(false));
        to?.UnionWith(await source.OwnedAsync([.. to], cancellation).ConfigureAwait(false));
        var deals = new CandidateHopBounds(search.Hops, owners, from, to, prefilter.MaxHops).Deals();
        return new DealNeighbourhood(await LoadAsync(deals, search.Hops.Where(hop => deals.Contains(hop.Deal)), prefilter.Flow, cancellation).ConfigureAwait(false), search.Cut);
    }

    /// <summary>Entities that may be an end. Given ids are taken as they are, because the engine looks up each of them anyway.</summary>
    private async Task<HashSet<string>?> EndsAsync(EntityPrefilter? prefilter, CancellationToken cancellation) => prefilter is null ? null
        : !prefilter.Ids.IsEmpty ? [.. prefilter.Ids.Select(id => id.Value)]
        : [.. (await _records.Lists.FetchEntitiesAsync(prefilter, cancellation).ConfigureAwait(false)).Select(id => id.Value)];

    /// <summary>Fetches the deals with their claims, and what will be read about them and their holders, in fewer rounds than one by one.</summary>
    private async Task<IReadOnlyList<Event>> LoadAsync(IEnumerable<string> deals, IEnumerable<CandidateHop> hops, Flow flow, CancellationToken cancellation)
    {
        var references = deals.Order(StringComparer.Ordinal).Select(id => new RecordRef(RecordKind.Event, id)).ToList();
        var holders = hops.SelectMany(hop => new[] { hop.Giver, hop.Taker }).Distinct().Select(id => new EntityId(id)).ToList();
        var held = holders.ConvertAll(RecordRef.To);
        await Task.WhenAll(
            _records.Records.FetchAsync(references, cancellation),
            _records.FetchPartiesAsync(references.Select(deal => deal.Id), cancellation),
            _records.Participations.FetchAsync(references.Select(deal => (deal, _terms.Roles.Puts, int.MaxValue)), cancellation),
            _records.RelationsFrom.FetchAsync(holders, cancellation),
            _records.Participations.FetchAsync(held.Select(holder => (holder, _terms.Roles.ImplyingFrom, int.MaxValue)), cancellation),
            _records.Counts.FetchAsync(held.Select(holder => (holder, _terms.Roles.Of(flow))), cancellation)).ConfigureAwait(false);
        return [.. references.Select(_records.FindFetched).OfType<Event>()];
    }
}
