using System.Collections.Immutable;

namespace TechGraph.Schema.Model;

/// <summary>What one dossier adds to a record that another dossier defines.</summary>
/// <param name="Of">The record.</param>
/// <param name="Dossier">The dossier that adds.</param>
public sealed record Extension(RecordRef Of, DossierId Dossier)
{
    /// <summary>Further names; entities only.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>The entity that this one was, before a person judged that it is the extended one; null: an extension of a dossier.</summary>
    public EntityId? Was { get; init; }

    /// <summary>Ids elsewhere, by scheme; only of what was an entity.</summary>
    public ImmutableSortedDictionary<string, string> ExternalIds { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whom it must not be taken for; only of what was an entity.</summary>
    public ImmutableArray<NotSameAs> NotSameAs { get; init; } = [];

    /// <summary>Further participants; events only.</summary>
    public ImmutableArray<Participant> Participants { get; init; } = [];

    /// <summary>Further links; events only.</summary>
    public ImmutableArray<EventLink> Links { get; init; } = [];
}

/// <summary>A dossier's own head.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
public sealed record Dossier(DossierId Id, string Title)
{
    /// <summary>What story it tells; null: not said.</summary>
    public string? About { get; init; }
}
