using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Graph;

/// <summary>Which events a question is about, as far as a store can tell by itself. All that is given holds; what is empty is not asked.</summary>
/// <remarks>Kinds and ids are exact. Of a participant and of dates a store may give too many events, never too few.</remarks>
public sealed record EventPrefilter
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
    public bool Matches(Event @event) =>
        (Ids.IsEmpty || Ids.Contains(@event.Id))
        && (Kinds.IsEmpty || Kinds.Contains(@event.Kind))
        && (Participant is not { } id || @event.Participants.Any(part => part.Of == RecordRef.To(id)));

    /// <summary>The text by which two of them are the same question.</summary>
    public override string ToString() => $"{PrefilterText.Text(Ids)};{PrefilterText.Text(Kinds)};{Participant};{From:O};{To:O}";
}
