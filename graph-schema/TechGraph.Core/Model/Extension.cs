using System.Collections.Immutable;

namespace TechGraph.Core.Model;

/// <summary>What one dossier adds to a record that another dossier defines.</summary>
/// <param name="Of">The record.</param>
/// <param name="Dossier">The dossier that adds.</param>
public sealed record Extension(RecordRef Of, DossierId Dossier)
{
    /// <summary>Further names; entities only.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>The entity that this extension was before a person judged it to be the same as the extended one; null: an extension of a dossier.</summary>
    public EntityId? Was { get; init; }

    /// <summary>Ids in other registers by scheme; only if it was an entity.</summary>
    public ImmutableSortedDictionary<string, string> ExternalIds { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Entities and names that it must not be confused with; only if it was an entity.</summary>
    public ImmutableArray<NotSameAs> NotSameAs { get; init; } = [];

    /// <summary>Further participants; events only.</summary>
    public ImmutableArray<Participant> Participants { get; init; } = [];

    /// <summary>Further links; events only.</summary>
    public ImmutableArray<EventLink> Links { get; init; } = [];
}

/// <summary>The title and subject of a dossier.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
public sealed record Dossier(DossierId Id, string Title)
{
    /// <summary>The story that it tells; null: not stated.</summary>
    public string? About { get; init; }
}
