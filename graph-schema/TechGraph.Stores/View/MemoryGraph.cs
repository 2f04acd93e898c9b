using System.Collections.Frozen;
using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.View.Hops;

namespace TechGraph.Stores.View;

/// <summary>The immutable view that every query reads: all records of one version, with the indexes that queries need.</summary>
public sealed class MemoryGraph : IGraphView
{
    private readonly FrozenDictionary<EntityId, Entity> _entities;
    private readonly FrozenDictionary<EventId, Event> _events;
    private readonly FrozenDictionary<RelationId, Relation> _relations;
    private readonly FrozenDictionary<SourceId, Source> _sources;
    private readonly FrozenDictionary<ClaimId, Claim> _claims;
    private readonly FrozenDictionary<string, Entity> _countries;
    private readonly FrozenDictionary<RecordRef, Claim[]> _claimsAbout;
    private readonly FrozenDictionary<SourceId, Claim[]> _claimsOf;
    private readonly FrozenDictionary<RecordRef, Participation[]> _participations;
    private readonly FrozenDictionary<EntityId, Relation[]> _relationsFrom;
    private readonly FrozenDictionary<EntityId, Relation[]> _relationsTo;
    private readonly FrozenDictionary<EventId, (Event, string)[]> _linksTo;
    private readonly FrozenDictionary<EntityId, EntityId> _merged;

    private MemoryGraph(Terms terms, GraphVersion version, RecordSet records)
    {
        Terms = terms;
        Version = version;
        Dossiers = [.. records.Dossiers.OrderBy(r => r.Id)];
        Entities = [.. records.Entities.OrderBy(r => r.Id)];
        Events = [.. records.Events.OrderBy(r => r.Id)];
        Relations = [.. records.Relations.OrderBy(r => r.Id)];
        Sources = [.. records.Sources.OrderBy(r => r.Id)];
        Claims = [.. records.Claims.OrderBy(r => r.Id)];
        Judgements = records.Judgements;
        _entities = Entities.ToFrozenDictionary(r => r.Id);
        _events = Events.ToFrozenDictionary(r => r.Id);
        _relations = Relations.ToFrozenDictionary(r => r.Id);
        _sources = Sources.ToFrozenDictionary(r => r.Id);
        _claims = Claims.ToFrozenDictionary(r => r.Id);
        _countries = Entities.Where(e => e.Code is not null).DistinctBy(e => e.Code).ToFrozenDictionary(e => e.Code!, StringComparer.Ordinal);
        _claimsAbout = Group(Claims, c => c.About);
        _claimsOf = Group(Claims, c => c.Source);
        _participations = Events
            .SelectMany(e => e.Participants.Select(p => new Participation(e, p)))
            .GroupBy(p => p.Participant.Of)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _relationsFrom = Group(Relations, r => r.From);
        _relationsTo = Group(Relations, r => r.To);
        _merged = records.Merged.ToFrozenDictionary();
        _linksTo = Events
            .SelectMany(e => e.Links.Select(link => (link.Event, From: (e, link.Kind))))
            .GroupBy(pair => pair.Event)
            .ToFrozenDictionary(g => g.Key, g => g.Select(pair => pair.From).ToArray());
    }

    /// <inheritdoc/>
    public Terms Terms { get; }

    /// <inheritdoc/>
    public GraphVersion Version { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Dossier> Dossiers { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Entity> Entities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Event> Events { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Relation> Relations { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Source> Sources { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Claim> Claims { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Judgement> Judgements { get; }

    /// <inheritdoc/>
    public long MaxEdges => long.MaxValue;

    /// <inheritdoc/>
    public IReadOnlyList<SourceId> SourceIds => [.. Sources.Select(source => source.Id)];

    /// <summary>Builds the view of a version.</summary>
    /// <param name="terms">The vocabulary.</param>
    /// <param name="sequence">Version number.</param>
    /// <param name="records">All records, each id once.</param>
    /// <exception cref="StoreException">A record cannot be read, or has a kind that the vocabulary does not define.</exception>
    public static MemoryGraph Build(Terms terms, long sequence, IEnumerable<StoredRecord> records)
    {
        var stored = records.OrderBy(record => record.Ref).ToList();
        var set = RecordSet.Read(stored);
        CheckKinds(terms, set);
        var hash = ContentHash.Of(stored);
        try
        {
            return new MemoryGraph(terms, new GraphVersion(sequence, () => hash), set);
        }
        catch (ArgumentException twice)
        {
            throw new StoreException("STORE_DAMAGED", $"Two records have the same id: {twice.Message} Run techgraph verify.", twice);
        }
    }

    /// <inheritdoc/>
    public Entity? Find(EntityId id) => _entities.GetValueOrDefault(id);

    /// <inheritdoc/>
    public EntityId? MergedInto(EntityId id) => _merged.TryGetValue(id, out var into) ? into : null;

    /// <inheritdoc/>
    public Event? Find(EventId id) => _events.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Relation? Find(RelationId id) => _relations.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Source? Find(SourceId id) => _sources.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Claim? Find(ClaimId id) => _claims.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Entity? Country(string code) => _countries.GetValueOrDefault(code);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsAbout(RecordRef record) => _claimsAbout.GetValueOrDefault(record, []);

    /// <inheritdoc/>
    public IReadOnlyList<Claim> ClaimsOf(SourceId source) => _claimsOf.GetValueOrDefault(source, []);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record) => _participations.GetValueOrDefault(record, []);

    /// <inheritdoc/>
    public IReadOnlyList<Participation> ParticipationsOf(RecordRef record, RoleSet roles, int most = int.MaxValue)
    {
        var parts = ParticipationsOf(record).Where(part => roles.Contains(part.Event.Kind, part.Participant.Role));
        return [.. most == int.MaxValue ? parts : parts.GroupBy(part => part.Event.Id).Take(most).SelectMany(group => group)];
    }

    /// <inheritdoc/>
    public int CountParticipations(RecordRef record, RoleSet roles) =>
        ParticipationsOf(record).Where(part => roles.Contains(part.Event.Kind, part.Participant.Role)).DistinctBy(part => part.Event.Id).Count();

    /// <inheritdoc/>
    public IReadOnlyList<EntityId> EntitiesWhere(EntityPrefilter prefilter) =>
        [.. (prefilter.Ids.IsEmpty ? Entities : prefilter.Ids.Distinct().Order().Select(Find).OfType<Entity>())
            .Where(entity => prefilter.Matches(entity, Terms))
            .Select(entity => entity.Id)];

    /// <inheritdoc/>
    public int CountEntities(EntityPrefilter prefilter) => prefilter.IsEverything ? Entities.Count : EntitiesWhere(prefilter).Count;

    /// <inheritdoc/>
    public IReadOnlyList<EventId> EventsWhere(EventPrefilter prefilter) => [.. Events.Where(prefilter.Matches).Select(@event => @event.Id)];

    /// <inheritdoc/>
    public IReadOnlyList<ClaimId> ClaimsWhere(ClaimPrefilter prefilter) => [.. Claims.Where(prefilter.Matches).Select(claim => claim.Id)];

    /// <inheritdoc/>
    public DealNeighbourhood DealsBetween(DealPrefilter prefilter) => new(MemoryHopSource.Between(this, prefilter) ?? Events, null);

    /// <inheritdoc/>
    public ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation = default) => new(question(this));

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsFrom(EntityId entity) => _relationsFrom.GetValueOrDefault(entity, []);

    /// <inheritdoc/>
    public IReadOnlyList<Relation> RelationsTo(EntityId entity) => _relationsTo.GetValueOrDefault(entity, []);

    /// <inheritdoc/>
    public IReadOnlyList<(Event From, string Kind)> LinksTo(EventId id) => _linksTo.GetValueOrDefault(id, []);

    private static FrozenDictionary<TKey, T[]> Group<T, TKey>(IEnumerable<T> records, Func<T, TKey> key)
        where TKey : notnull => records.GroupBy(key).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private static void CheckKinds(Terms terms, RecordSet set)
    {
        var unknown = set.Entities.Where(e => !terms.Entities.ContainsKey(e.Kind)).Select(e => (e.Id.Value, e.Kind))
            .Concat(set.Events.Where(e => !terms.Events.ContainsKey(e.Kind)).Select(e => (e.Id.Value, e.Kind)))
            .Concat(set.Relations.Where(e => !terms.Relations.ContainsKey(e.Kind)).Select(e => (e.Id.Value, e.Kind)))
            .FirstOrDefault();
        if (unknown.Kind is not null)
        {
            throw new StoreException(
                "STORE_UNKNOWN_KIND",
                $"The store has \"{unknown.Value}\" of kind \"{unknown.Kind}\", which is not in the vocabulary of this version. Use the version that wrote it.");
        }
    }
}
