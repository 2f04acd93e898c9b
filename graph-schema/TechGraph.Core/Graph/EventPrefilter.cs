using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>Selects the events of a query, as far as a store can decide alone. All conditions must hold; an empty one is not applied.</summary>
/// <remarks>Kinds and ids are exact. For a participant and for dates a store may return too many events, never too few.</remarks>
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

    /// <summary>Whether an event matches; dates are not tested.</summary>
    public bool Matches(Event @event) =>
        (Ids.IsEmpty || Ids.Contains(@event.Id))
        && (Kinds.IsEmpty || Kinds.Contains(@event.Kind))
        && (Participant is not { } id || @event.Participants.Any(part => part.Of == RecordRef.To(id)));

    /// <summary>A text that is equal for equal prefilters only.</summary>
    public override string ToString() => $"{PrefilterText.Text(Ids)};{PrefilterText.Text(Kinds)};{Participant};{From:O};{To:O}";
}
