using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Dossiers;

/// <summary>A dossier file read into records, before anybody asks whether what it points at exists.</summary>
/// <param name="File">Its name, as problems show it.</param>
/// <param name="Dossier">Its head.</param>
public sealed record DossierFile(string File, Dossier Dossier)
{
    /// <summary>Where the id stands.</summary>
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

    /// <summary>What it adds to records of other dossiers.</summary>
    public IList<Positioned<Extension>> Extensions { get; } = [];

    /// <summary>Claims that it makes.</summary>
    public IList<Positioned<Claim>> Claims { get; } = [];

    /// <summary>Short forms that still need the country's entity.</summary>
    public IList<CountryShorthand> Countries { get; } = [];

    /// <summary>How many records it makes once its short forms are written out, two for each.</summary>
    public int RecordCount => 1 + Sources.Count + Entities.Count + Events.Count + Relations.Count + Extensions.Count + Claims.Count + (2 * Countries.Count);

    /// <summary>Every place that points at a record, here or elsewhere.</summary>
    public IList<Reference> References { get; } = [];

    /// <summary>Events and relations of which a part could not be read; what is missing there was told already.</summary>
    public ISet<RecordRef> Incomplete { get; } = new HashSet<RecordRef>();

    /// <summary>Where each participant of an event stands.</summary>
    public IDictionary<Participant, TextPosition> ParticipantPositions { get; } = new Dictionary<Participant, TextPosition>(ReferenceEqualityComparer.Instance);
}

/// <summary>A record and where it stands.</summary>
public sealed record Positioned<T>(T Record, TextPosition Position);

/// <summary>Something that points at a record.</summary>
public sealed record Reference(RecordRef To, TextPosition Position);

/// <summary><c>country: {code, source, at}</c> of an entity; see docs/dossier.md.</summary>
public sealed record CountryShorthand(Entity Entity, string Code, SourceId Source, string? Locator, string? Note, TextPosition Position);
