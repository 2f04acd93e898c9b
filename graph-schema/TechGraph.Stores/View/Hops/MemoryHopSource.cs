using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Stores.View.Hops;

/// <summary>Candidate hops of a graph in memory, so that a query between named entities need not read every deal.</summary>
internal sealed class MemoryHopSource(IGraphView graph, DealPrefilter prefilter) : ICandidateHopSource
{
    private readonly CandidateHopRules _rules = new(graph.Terms, prefilter);

    /// <summary>Deals on candidate chains between ends; null: the ends are not named, or so many deals lie between them that all may be read as well.</summary>
    public static IReadOnlyList<Event>? Between(IGraphView graph, DealPrefilter prefilter)
    {
        if (prefilter is not ({ From.Ids.IsEmpty: false } or { To.Ids.IsEmpty: false }))
        {
            return null;
        }

        var few = prefilter with { Budget = graph.Events.Count / 4 };
        var source = new MemoryHopSource(graph, few);
        var search = new CandidateHopSearch(source, few);
        var (from, to) = (source.Ends(prefilter.From), source.Ends(prefilter.To));
        search.RunAsync(from, to, CancellationToken.None).GetAwaiter().GetResult();
        if (search.Cut is not null)
        {
            return null;
        }

        var owners = source.Owners(search.Hops.Select(hop => hop.Taker));
        var deals = new CandidateHopBounds(search.Hops, owners, from, to, prefilter.MaxHops).Deals();
        return [.. deals.Order(StringComparer.Ordinal).Select(id => graph.Find(new EventId(id))!)];
    }

    /// <inheritdoc/>
    public Task<List<CandidateHop>> FromAsync(IEnumerable<string> givers, CancellationToken cancellation) => Task.FromResult(Find(givers, isGiver: true));

    /// <inheritdoc/>
    public Task<List<CandidateHop>> ToAsync(IEnumerable<string> takers, CancellationToken cancellation) => Task.FromResult(Find(takers, isGiver: false));

    /// <inheritdoc/>
    public Task<(List<CandidateHop> Walks, string? Last)> AllAsync(string after, CancellationToken cancellation) =>
        throw new InvalidOperationException("All deals are read without candidate hops.");

    /// <inheritdoc/>
    public Task<ILookup<string, string>> OwnersAsync(IEnumerable<string> holders, CancellationToken cancellation) => Task.FromResult(Owners(holders));

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> OwnedAsync(IEnumerable<string> owners, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<string>>(Owned(owners));

    private HashSet<string>? Ends(EntityPrefilter? prefilter)
    {
        if (prefilter is null or { Ids.IsEmpty: true })
        {
            return null;
        }

        var ids = prefilter.Ids.Select(id => id.Value).ToHashSet();
        ids.UnionWith(Owned(ids));
        return ids;
    }

    private List<CandidateHop> Find(IEnumerable<string> ids, bool isGiver)
    {
        var roles = graph.Terms.Roles.Of(prefilter.Flow);
        return
        [
            .. from id in ids.Distinct()
               from part in graph.ParticipationsOf(new RecordRef(RecordKind.Entity, id), roles)
               from rule in _rules.Rules
               where rule.Kind == part.Event.Kind && (isGiver ? rule.From : rule.To) == part.Participant.Role
               from other in part.Event.Participants
               where other.Role == (isGiver ? rule.To : rule.From) && other.Of.Kind == RecordKind.Entity
               let walk = _rules.TryCreate(part.Event.Id.Value, part.Event.Kind, isGiver ? id : other.Of.Id, isGiver ? other.Of.Id : id)
               where walk is not null
               select walk,
        ];
    }

    private ILookup<string, string> Owners(IEnumerable<string> holders) =>
        RelatedPairs(holders, graph.RelationsFrom, relation => relation.To, rule => rule.Of, rule => rule.To).ToLookup(tie => tie.Id, tie => tie.Other);

    private HashSet<string> Owned(IEnumerable<string> owners) =>
        [.. RelatedPairs(owners, graph.RelationsTo, relation => relation.From, rule => rule.To, rule => rule.Of).Select(tie => tie.Other)];

    /// <summary>Owners and owned entities, stated or implied, at any time.</summary>
    private IEnumerable<(string Id, string Other)> RelatedPairs(
        IEnumerable<string> ids, Func<EntityId, IReadOnlyList<Relation>> stated, Func<Relation, EntityId> other, Func<ImpliedRule, string> near, Func<ImpliedRule, string> far)
    {
        if (!prefilter.WithOwners)
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
