using System.Collections.Immutable;

namespace TechGraph.Schema.Model;

/// <summary>How well an entity is known.</summary>
public enum IdentificationLevel
{
    /// <summary>By its name.</summary>
    Named,

    /// <summary>A source speaks of it without a name ("a US drug maker").</summary>
    Unnamed,

    /// <summary>A class that a source names as one ("US carmakers").</summary>
    Set,
}

/// <summary>Somebody, something or somewhere that takes part.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="Kind">A kind of the vocabulary, such as <c>company</c>.</param>
/// <param name="Name">The name it is shown by.</param>
/// <param name="Dossier">The dossier that defines it.</param>
public sealed record Entity(EntityId Id, string Kind, string Name, DossierId Dossier)
{
    /// <summary>How well it is known.</summary>
    public IdentificationLevel Identified { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Ids elsewhere, such as <c>lei</c> or <c>wikidata</c>, by scheme.</summary>
    public ImmutableSortedDictionary<string, string> ExternalIds { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>ISO 3166-1 alpha-2; countries only, null for all else.</summary>
    public string? Code { get; init; }

    /// <summary>Lines of business.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Whom it must not be taken for.</summary>
    public ImmutableArray<NotSameAs> NotSameAs { get; init; } = [];

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Ids that lead here, by judgement of a person.</summary>
    public ImmutableArray<EntityId> FormerIds { get; init; } = [];

    /// <summary>Why it is no longer shown; null: it is. A withdrawn entity keeps its id and its kind, and nothing else.</summary>
    public Withdrawn? Withdrawn { get; init; }
}

/// <summary>Another name of an entity.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind"><c>former</c>, <c>translated</c>, <c>short</c> or <c>other</c>.</param>
/// <param name="Script">ISO 15924, such as <c>Hans</c>; null: not stated.</param>
public sealed record Alias(string Name, string Kind, string? Script);

/// <summary>Somebody whom an entity must not be taken for: an entity of the graph, or a name outside it.</summary>
public sealed record NotSameAs(EntityId? Entity, string? Name, string? Note);
