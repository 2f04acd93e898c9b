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

    /// <summary>All dossiers.</summary>
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

    /// <summary>The entity; null: none of that id.</summary>
    Entity? Find(EntityId id);

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

    /// <summary>Stated relations with the entity at their first end.</summary>
    IReadOnlyList<Relation> RelationsFrom(EntityId entity);

    /// <summary>Stated relations with the entity at their second end.</summary>
    IReadOnlyList<Relation> RelationsTo(EntityId entity);

    /// <summary>Events that link to this one, with the link's kind.</summary>
    IReadOnlyList<(Event From, string Kind)> LinksTo(EventId id);
}

/// <summary>Which state of the graph.</summary>
/// <param name="Sequence">How many change sets led to it; 0 for an empty graph.</param>
/// <param name="ContentHash">SHA-256 over all records, lower-case hex; the same for the same records, whatever their history.</param>
public readonly record struct GraphVersion(long Sequence, string ContentHash);

/// <summary>An event, and as what something takes part in it.</summary>
public readonly record struct Participation(Event Event, Participant Participant);
