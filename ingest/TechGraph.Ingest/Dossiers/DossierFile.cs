using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Dossiers;

/// <summary>The records of a parsed dossier file. Whether their references exist is not checked yet.</summary>
/// <param name="File">Its name, as problems show it.</param>
/// <param name="Dossier">Its id, title and subject.</param>
public sealed record DossierFile(string File, Dossier Dossier)
{
    /// <summary>Position of the id.</summary>
    public required TextPosition Position { get; init; }

    /// <summary>SHA-256 of the bytes that were read, lower-case hex; null: it was not read from a file.</summary>
    public string? Digest { get; init; }

    /// <summary>Sources that it defines.</summary>
    public IList<Positioned<Source>> Sources { get; } = [];

    /// <summary>Entities that it defines.</summary>
    public IList<Positioned<Entity>> Entities { get; } = [];

    /// <summary>Events that it defines.</summary>
    public IList<Positioned<Event>> Events { get; } = [];

    /// <summary>Relations that it defines.</summary>
    public IList<Positioned<Relation>> Relations { get; } = [];

    /// <summary>Additions to records of other dossiers.</summary>
    public IList<Positioned<Extension>> Extensions { get; } = [];

    /// <summary>Its claims.</summary>
    public IList<Positioned<Claim>> Claims { get; } = [];

    /// <summary>Shorthands that need the entity of a country to be expanded.</summary>
    public IList<CountryShorthand> Countries { get; } = [];

    /// <summary>Number of records with shorthands expanded, two for each.</summary>
    public int RecordCount => 1 + Sources.Count + Entities.Count + Events.Count + Relations.Count + Extensions.Count + Claims.Count + (2 * Countries.Count);

    /// <summary>Every reference to a record, of this dossier or another.</summary>
    public IList<Reference> References { get; } = [];

    /// <summary>Events and relations with a part that could not be read; that was already reported.</summary>
    public ISet<RecordRef> Incomplete { get; } = new HashSet<RecordRef>();

    /// <summary>Position of each participant of an event.</summary>
    public IDictionary<Participant, TextPosition> ParticipantPositions { get; } = new Dictionary<Participant, TextPosition>(ReferenceEqualityComparer.Instance);
}

/// <summary>A record and its position.</summary>
public sealed record Positioned<T>(T Record, TextPosition Position);

/// <summary>A reference to a record.</summary>
public sealed record Reference(RecordRef To, TextPosition Position);

/// <summary><c>country: {code, source, at}</c> of an entity; see docs/dossier.md.</summary>
public sealed record CountryShorthand(Entity Entity, string Code, SourceId Source, string? Locator, string? Note, TextPosition Position);
