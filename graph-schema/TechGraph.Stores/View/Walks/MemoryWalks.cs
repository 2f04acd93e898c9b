using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Stores.View.Walks;

/// <summary>Walks of a graph in memory: a question between named entities need not look at every deal there is.</summary>
internal sealed class MemoryWalks(IGraphView graph, DealNarrowing narrowing) : IWalkSource
{
    private readonly WalkShape _shape = new(graph.Terms, narrowing);

    /// <summary>Deals on walks between ends; null: the ends are not named, or so many lie between that all may as well be looked at.</summary>
    public static IReadOnlyList<Event>? Between(IGraphView graph, DealNarrowing narrowing)
    {
        if (narrowing is not ({ From.Ids.IsEmpty: false } or { To.Ids.IsEmpty: false }))
        {
            return null;
        }

        var few = narrowing with { Budget = graph.Events.Count / 4 };
        var source = new MemoryWalks(graph, few);
        var search = new WalkSearch(source, few);
        var (from, to) = (source.Ends(narrowing.From), source.Ends(narrowing.To));
        search.RunAsync(from, to, CancellationToken.None).GetAwaiter().GetResult();
        if (search.Cut is not null)
        {
            return null;
        }

        var owners = source.Owners(search.Walks.Select(walk => walk.Taker));
        var deals = new WalkBounds(search.Walks, owners, from, to, narrowing.MaxHops).Deals();
        return [.. deals.Order(StringComparer.Ordinal).Select(id => graph.Find(new EventId(id))!)];
    }

    /// <inheritdoc/>
    public Task<List<Walk>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation) => Task.FromResult(Find(givers, isGiver: true));

    /// <inheritdoc/>
    public Task<List<Walk>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation) => Task.FromResult(Find(takers, isGiver: false));

    /// <inheritdoc/>
    public Task<(List<Walk> Walks, string? Last)> AllAsync(string after, CancellationToken cancellation) =>
        throw new InvalidOperationException("All deals are looked at without walks.");

    /// <inheritdoc/>
    public Task<ILookup<string, string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation) => Task.FromResult(Owners(holders));

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<string>>(Owned(owners));

    private HashSet<string>? Ends(EntityNarrowing? narrowing)
    {
        if (narrowing is null or { Ids.IsEmpty: true })
        {
            return null;
        }

        var ids = narrowing.Ids.Select(id => id.Value).ToHashSet();
        ids.UnionWith(Owned(ids));
        return ids;
    }

    private List<Walk> Find(IEnumerable<string> ids, bool isGiver)
    {
        var roles = graph.Terms.Roles.Of(narrowing.Flow);
        return
        [
            .. from id in ids.Distinct()
               from part in graph.ParticipationsOf(new RecordRef(RecordKind.Entity, id), roles)
               from rule in _shape.Rules
               where rule.Kind == part.Event.Kind && (isGiver ? rule.From : rule.To) == part.Participant.Role
               from other in part.Event.Participants
               where other.Role == (isGiver ? rule.To : rule.From) && other.Of.Kind == RecordKind.Entity
               let walk = _shape.Walk(part.Event.Id.Value, part.Event.Kind, isGiver ? id : other.Of.Id, isGiver ? other.Of.Id : id)
               where walk is not null
               select walk,
        ];
    }

    private ILookup<string, string> Owners(IEnumerable<string> holders) =>
        Ties(holders, graph.RelationsFrom, relation => relation.To, rule => rule.Of, rule => rule.To).ToLookup(tie => tie.Id, tie => tie.Other);

    private HashSet<string> Owned(IEnumerable<string> owners) =>
        [.. Ties(owners, graph.RelationsTo, relation => relation.From, rule => rule.To, rule => rule.Of).Select(tie => tie.Other)];

    /// <summary>Owners and owned, stated or implied, at some time.</summary>
    private IEnumerable<(string Id, string Other)> Ties(
        IEnumerable<string> ids, Func<EntityId, IReadOnlyList<Relation>> stated, Func<Relation, EntityId> other, Func<ImpliedRule, string> near, Func<ImpliedRule, string> far)
    {
        if (!narrowing.WithOwners)
        {
            yield break;
        }

        foreach (var id in ids.Distinct())
        {
            foreach (var relation in stated(new EntityId(id)).Where(relation => relation.Kind == "owned_by"))
            {
                yield return (id, other(relation).Value);
            }

            foreach (var part in graph.ParticipationsOf(new RecordRef(RecordKind.Entity, id)))
            {
                foreach (var rule in graph.Terms.Events[part.Event.Kind].Implies.Where(rule => rule.Relation == "owned_by" && near(rule) == part.Participant.Role))
                {
                    foreach (var party in part.Event.Participants.Where(party => party.Role == far(rule) && party.Of.Kind == RecordKind.Entity))
                    {
                        yield return (id, party.Of.Id);
                    }
                }
            }
        }
    }
}
