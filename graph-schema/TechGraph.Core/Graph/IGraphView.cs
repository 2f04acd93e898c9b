using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Graph;

/// <summary>
/// One immutable version of the graph: what every query reads. Lists are in ordinal order of ids unless stated otherwise, so that equal
/// records always give equal answers.
/// </summary>
public interface IGraphView
{
    /// <summary>The vocabulary of the records.</summary>
    Terms Terms { get; }

    /// <summary>The version.</summary>
    GraphVersion Version { get; }

    /// <summary>Maximum number of edges that a search over this view may scan, in addition to the limit of the query.</summary>
    long MaxEdges { get; }

    /// <summary>Runs a function that reads this view in many places, and returns its result.</summary>
    /// <param name="question">
    /// Reads only the view that it is given, and returns the same result each time. A view that is not held in memory runs it again until
    /// everything that it reads has been fetched.
    /// </param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="StoreException">The store cannot be read, or is written faster than it can be read (<c>GRAPH_BUSY</c>).</exception>
    ValueTask<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation = default);

    /// <summary>All dossiers.</summary>
    /// <remarks>
    /// This list and the next six hold all records of a kind. A view that is not held in memory counts them without reading, and reads them
    /// all when the list is enumerated.
    /// </remarks>
    IReadOnlyList<Dossier> Dossiers { get; }

    /// <summary>All entities, extensions merged in.</summary>
    IReadOnlyList<Entity> Entities { get; }

    /// <summary>All events, extensions merged in.</summary>
    IReadOnlyList<Event> Events { get; }

    /// <summary>All stated relations; implied ones follow from events (see <see cref="Lenses.Lens"/>).</summary>
    IReadOnlyList<Relation> Relations { get; }

    /// <summary>All sources.</summary>
    IReadOnlyList<Source> Sources { get; }

    /// <summary>All claims.</summary>
    IReadOnlyList<Claim> Claims { get; }

    /// <summary>All judgements of people on pairs of entities, by pair.</summary>
    IReadOnlyList<Judgement> Judgements { get; }

    /// <summary>The entity; null: none of that id.</summary>
    Entity? Find(EntityId id);

    /// <summary>The entity into which a person's judgement merged another; null: the id was not merged.</summary>
    EntityId? MergedInto(EntityId id);

    /// <summary>The id under which an entity is found now: its own, or the one into which a person's judgement merged it.</summary>
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

    /// <summary>Where an entity, an event or a relation takes part. In order of event id, then of the event's participants.</summary>
    IReadOnlyList<Participation> ParticipationsOf(RecordRef record);

    /// <summary>Where an entity, an event or a relation takes part in one of some roles. In order of event id, then of the event's participants.</summary>
    /// <param name="record">The participant.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="most">Maximum number of events to read, the first ones by id.</param>
    IReadOnlyList<Participation> ParticipationsOf(RecordRef record, RoleSet roles, int most = int.MaxValue);

    /// <summary>Number of events in which a participant has one of some roles; may be too high, never too low.</summary>
    int CountParticipations(RecordRef record, RoleSet roles);

    /// <summary>Entities that match a prefilter.</summary>
    IReadOnlyList<EntityId> EntitiesWhere(EntityPrefilter prefilter);

    /// <summary>Number of entities that <see cref="EntitiesWhere"/> returns.</summary>
    int CountEntities(EntityPrefilter prefilter);

    /// <summary>Events that match a prefilter.</summary>
    IReadOnlyList<EventId> EventsWhere(EventPrefilter prefilter);

    /// <summary>Claims that match a prefilter.</summary>
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

/// <summary>Identifies one state of the graph.</summary>
/// <param name="sequence">Version number: the count of change sets committed so far; 0 for an empty graph.</param>
/// <param name="contentHash">Computes the content hash when it is first read.</param>
public sealed class GraphVersion(long sequence, Func<string> contentHash) : IEquatable<GraphVersion>
{
    private readonly Lazy<string> _contentHash = new(contentHash);

    /// <summary>Version number: the count of change sets committed so far; 0 for an empty graph.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>SHA-256 over all records, lower-case hex. Equal records have equal hashes, whatever their history.</summary>
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

/// <summary>An event with one of its participants.</summary>
public readonly record struct Participation(Event Event, Participant Participant);
