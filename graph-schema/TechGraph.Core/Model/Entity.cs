using System.Collections.Immutable;

namespace TechGraph.Core.Model;

/// <summary>How well an entity is identified.</summary>
public enum IdentificationLevel
{
    /// <summary>By name.</summary>
    Named,

    /// <summary>A source mentions it without a name ("a US drug maker").</summary>
    Unnamed,

    /// <summary>A class that a source treats as one ("US carmakers").</summary>
    Set,
}

/// <summary>A person, organization, place, technology or instrument that takes part in events.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="Kind">A kind of the vocabulary, such as <c>company</c>.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Dossier">The dossier that defines it.</param>
public sealed record Entity(EntityId Id, string Kind, string Name, DossierId Dossier)
{
    /// <summary>How well it is identified.</summary>
    public IdentificationLevel Identified { get; init; }

    /// <summary>Other names.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Ids in other registers by scheme, such as <c>lei</c> or <c>wikidata</c>.</summary>
    public ImmutableSortedDictionary<string, string> ExternalIds { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>ISO 3166-1 alpha-2; countries only, null for everything else.</summary>
    public string? Code { get; init; }

    /// <summary>Sectors that it works in.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Entities and names that it must not be confused with.</summary>
    public ImmutableArray<NotSameAs> NotSameAs { get; init; } = [];

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Ids that were merged into this one by a person's judgement.</summary>
    public ImmutableArray<EntityId> FormerIds { get; init; } = [];

    /// <summary>Why it was withdrawn; null: it was not. A withdrawn entity keeps only its id and its kind.</summary>
    public Withdrawn? Withdrawn { get; init; }
}

/// <summary>Another name of an entity.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind"><c>former</c>, <c>translated</c>, <c>short</c> or <c>other</c>.</param>
/// <param name="Script">ISO 15924, such as <c>Hans</c>; null: not stated.</param>
public sealed record Alias(string Name, string Kind, string? Script);

/// <summary>An entity of the graph, or a name outside it, that an entity must not be confused with.</summary>
public sealed record NotSameAs(EntityId? Entity, string? Name, string? Note);
