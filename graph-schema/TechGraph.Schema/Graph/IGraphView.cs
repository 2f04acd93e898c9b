using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Graph;

/// <summary>
/// One version of the graph, immutable: what every query reads. Lists are in ordinal order of ids unless said otherwise, so that the same
/// records always give the same answers.
/// </summary>
public interface IGraphView
{
    /// <summary>The vocabulary that the records use.</summary>
    Terms Terms { get; }

    /// <summary>Which version this is.</summary>
    GraphVersion Version { get; }

    /// <summary>Most edges that a search over this view may look at, beside the bound of the question.</summary>
    long MaxEdges { get; }

    /// <summary>Asks a question that reads this view in many places, and gives its answer.</summary>
    /// <param name="question">
    /// Reads the view that it is given and nothing else, and gives the same answer each time: a view that is not held in memory asks it
    /// again, until it has looked at nothing that had still to be fetched.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be read, or others write faster than it can be read (<c>GRAPH_BUSY</c>).</exception>
    ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation = default);

    /// <summary>All dossiers.</summary>
    /// <remarks>This and the next six lists hold whole kinds; a view that is not held in memory counts without reading, and reads all when it is walked.</remarks>
    IReadOnlyList<Dossier> Dossiers { get; }

    /// <summary>All entities, extensions merged in.</summary>
    IReadOnlyList<Entity> Entities { get; }

    /// <summary>All events, extensions merged in.</summary>
    IReadOnlyList<Event> Events { get; }

    /// <summary>All stated relations; implied ones follow from events (see <see cref="Resolution.Lens"/>).</summary>
    IReadOnlyList<Relation> Relations { get; }

    /// <summary>All sources.</summary>
    IReadOnlyList<Source> Sources { get; }

    /// <summary>All claims.</summary>
    IReadOnlyList<Claim> Claims { get; }

    /// <summary>All judgements of people on pairs of entities, by pair.</summary>
    IReadOnlyList<Judgement> Judgements { get; }

    /// <summary>The entity; null: none of that id.</summary>
    Entity? Find(EntityId id);

    /// <summary>The entity to which an id leads by judgement of a person; null: it leads nowhere.</summary>
    EntityId? MergedInto(EntityId id);

    /// <summary>The id that stands for an entity today: its own, or the one to which it leads by judgement of a person.</summary>
    EntityId CurrentIdOf(EntityId id) => Find(id) is null && MergedInto(id) is { } into ? into : id;

    /// <summary>The event; null: none of that id.</summary>
    Event? Find(EventId id);

    /// <summary>The relation; null: none of that id.</summary>
    Relation? Find(RelationId id);

    /// <summary>The source; null: none of that id.</summary>
    Source? Find(SourceId id);

    /// <summary>The claim; null: none of that id.</summary>
    Claim? Find(ClaimId id);

    /// <summary>The country with an ISO 3166-1 alpha-2 code; null: none.</summary>
    Entity? Country(string code);

    /// <summary>Claims about a record.</summary>
    IReadOnlyList<Claim> ClaimsAbout(RecordRef record);

    /// <summary>Claims that a source makes.</summary>
    IReadOnlyList<Claim> ClaimsOf(SourceId source);

    /// <summary>Where an entity, an event or a relation takes part; by event id, then in the event's order.</summary>
    IReadOnlyList<Participation> ParticipationsOf(RecordRef record);

    /// <summary>Where an entity, an event or a relation takes part in one of some roles; by event id, then in the event's order.</summary>
    /// <param name="record">Who or what.</param>
    /// <param name="roles">As what.</param>
    /// <param name="most">Most events to look at: the first ones by id.</param>
    IReadOnlyList<Participation> ParticipationsOf(RecordRef record, RoleSet roles, int most = int.MaxValue);

    /// <summary>In how many events something takes part in one of some roles; never too few.</summary>
    int CountParticipations(RecordRef record, RoleSet roles);

    /// <summary>Entities that pass a narrowing.</summary>
    IReadOnlyList<EntityId> EntitiesWhere(EntityPrefilter prefilter);

    /// <summary>How many entities <see cref="EntitiesWhere"/> gives.</summary>
    int CountEntities(EntityPrefilter prefilter);

    /// <summary>Events that pass a narrowing.</summary>
    IReadOnlyList<EventId> EventsWhere(EventPrefilter prefilter);

    /// <summary>Claims that pass a narrowing.</summary>
    IReadOnlyList<ClaimId> ClaimsWhere(ClaimPrefilter prefilter);

    /// <summary>Ids of all sources.</summary>
    IReadOnlyList<SourceId> SourceIds { get; }

    /// <summary>Deals that may be hops of a chain.</summary>
    DealNeighbourhood DealsBetween(DealPrefilter prefilter);

    /// <summary>Stated relations with the entity at their first end.</summary>
    IReadOnlyList<Relation> RelationsFrom(EntityId entity);

    /// <summary>Stated relations with the entity at their second end.</summary>
    IReadOnlyList<Relation> RelationsTo(EntityId entity);

    /// <summary>Events that link to this one, with the link's kind.</summary>
    IReadOnlyList<(Event From, string Kind)> LinksTo(EventId id);
}

/// <summary>Which state of the graph.</summary>
/// <param name="sequence">How many change sets led to it; 0 for an empty graph.</param>
/// <param name="contentHash">Works the content hash out when it is asked for.</param>
public sealed class GraphVersion(long sequence, Func<string> contentHash) : IEquatable<GraphVersion>
{
    private readonly Lazy<string> _contentHash = new(contentHash);

    /// <summary>How many change sets led to it; 0 for an empty graph.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>SHA-256 over all records, lower-case hex; the same for the same records, whatever their history.</summary>
    public string ContentHash => _contentHash.Value;

    /// <inheritdoc/>
    public bool Equals(GraphVersion? other) => other is not null && Sequence == other.Sequence && ContentHash == other.ContentHash;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GraphVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Sequence} {ContentHash}";
}

/// <summary>An event, and as what something takes part in it.</summary>
public readonly record struct Participation(Event Event, Participant Participant);
