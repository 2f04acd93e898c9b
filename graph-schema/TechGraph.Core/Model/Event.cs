using System.Collections.Immutable;

namespace TechGraph.Core.Model;

/// <summary>A deal or an act as its sources state it: a node with participants, never an edge.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="Kind">A kind of the vocabulary, such as <c>licence</c>.</param>
/// <param name="Title">What happened, in one line.</param>
/// <param name="Dossier">The dossier that defines it.</param>
/// <remarks>Dates, sums and status are values of its claims.</remarks>
public sealed record Event(EventId Id, string Kind, string Title, DossierId Dossier)
{
    /// <summary>Sectors that it belongs to.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Participants with their roles, in the order of the files.</summary>
    public ImmutableArray<Participant> Participants { get; init; } = [];

    /// <summary>Links to other events.</summary>
    public ImmutableArray<EventLink> Links { get; init; } = [];

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }
}

/// <summary>Whether the sources state explicitly that a participant takes part.</summary>
public enum Certainty
{
    /// <summary>Stated explicitly.</summary>
    Stated,

    /// <summary>The source implies it.</summary>
    Implied,

    /// <summary>Concluded by the editors.</summary>
    Inferred,
}

/// <summary>An entity, an event or a relation in a role of an event.</summary>
/// <param name="Role">A role of the event's kind.</param>
/// <param name="Of">Who or what takes part.</param>
public sealed record Participant(string Role, RecordRef Of)
{
    /// <summary>Whether it is stated explicitly.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>What it is implied by or inferred from; null if it is stated.</summary>
    public string? Basis { get; init; }

    /// <summary>Claims that support it; empty: every claim of the event does.</summary>
    public ImmutableArray<ClaimId> Claims { get; init; } = [];

    /// <summary>When this participant took part, if that differs from the event; null: at the time of the event.</summary>
    public StatedDate? Date { get; init; }

    /// <summary>Its share before the event; null: unknown.</summary>
    public Share? ShareBefore { get; init; }

    /// <summary>Its share after the event; null: unknown.</summary>
    public Share? ShareAfter { get; init; }

    /// <summary>Whether it takes part only if it exercises an option.</summary>
    public bool Option { get; init; }
}

/// <summary>A link to another event: <c>amends</c>, <c>supersedes</c>, <c>undoes</c> and so on.</summary>
public sealed record EventLink(string Kind, EventId Event);
