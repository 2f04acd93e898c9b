using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Graph;

/// <summary>Which events a question is about, as far as a store can tell by itself. All that is given holds; what is empty is not asked.</summary>
/// <remarks>Kinds and ids are exact. Of a participant and of dates a store may give too many events, never too few.</remarks>
public sealed record EventNarrowing
{
    /// <summary>Any of these.</summary>
    public ImmutableArray<EventId> Ids { get; init; } = [];

    /// <summary>Any of these kinds.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Events in which this entity takes part; null: any.</summary>
    public EntityId? Participant { get; init; }

    /// <summary>Events that some claim may date on or after this day; null: any.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Events that some claim may date on or before this day; null: any.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether an event passes; dates are not looked at.</summary>
    public bool Passes(Event happening) =>
        (Ids.IsEmpty || Ids.Contains(happening.Id))
        && (Kinds.IsEmpty || Kinds.Contains(happening.Kind))
        && (Participant is not { } id || happening.Participants.Any(part => part.Of == RecordRef.To(id)));

    /// <summary>The text by which two of them are the same question.</summary>
    public override string ToString() => $"{Narrowing.Text(Ids)};{Narrowing.Text(Kinds)};{Participant};{From:O};{To:O}";
}
