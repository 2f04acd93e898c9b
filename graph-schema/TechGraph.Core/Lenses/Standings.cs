using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>Status and standing of an event on a day (docs/values.md).</summary>
public sealed partial class Lens
{
    private sealed record DealState(ImmutableArray<StatusEntry> Timeline, bool TookEffect, ImmutableArray<Event> Reviews);

    /// <summary>The status of an event.</summary>
    /// <param name="event">A deal or an act.</param>
    /// <param name="asOf">The day; null: the latest known status.</param>
    public StatusResult StatusAt(Event @event, DateOnly? asOf)
    {
        var day = asOf ?? DateOnly.MaxValue;
        var state = StateOf(@event);
        var certain = state.Timeline.LastOrDefault(entry => entry.Latest <= day);
        var holding = new List<StatusEntry?> { certain };
        holding.AddRange(state.Timeline.Where(entry => entry.Earliest <= day && day < entry.Latest));

        var shown = holding[^1];
        var possible = holding.Select(entry => entry?.Status ?? EventStatus.Announced).Distinct().ToList();
        var standings = holding.Select(entry => StandingOf(entry?.Status ?? EventStatus.Announced, state.TookEffect)).Distinct().ToList();
        var reviews = state.Reviews.Where(act => MayBeUnderWay(act, shown, day)).ToImmutableArray();
        var status = possible[^1];
        if (!reviews.IsEmpty && (standings[^1] == Standing.Pending || status == EventStatus.Rumoured))
        {
            status = KindOf(reviews[0]).Puts!.Status;
            possible = reviews.Any(act => IsCertainlyUnderWay(act, day)) && possible.Count == 1 ? [status] : [.. possible.Append(status).Distinct()];
            standings = possible.Count == 1 ? [Standing.Pending] : [.. standings.Where(standing => standing != Standing.Pending), Standing.Pending];
        }

        return new StatusResult(status, shown, [.. possible], [.. standings], reviews, standings.Contains(Standing.Reversed) ? ReversalIn(state) : null);
    }

    /// <summary>The date from which a deal counts as reversed: that of the order or the block, else that of the unwinding; null: never reversed.</summary>
    private static StatusEntry? ReversalIn(DealState state) =>
        state.Timeline.FirstOrDefault(entry => entry.Status is EventStatus.Blocked or EventStatus.OrderedUnwound)
        ?? state.Timeline.FirstOrDefault(entry => entry.Status == EventStatus.Unwound);

    private static Standing StandingOf(EventStatus status, bool tookEffect) => status switch
    {
        EventStatus.Closed or EventStatus.InForce => Standing.InEffect,
        EventStatus.Ended or EventStatus.Superseded => Standing.Ended,
        EventStatus.OrderedUnwound or EventStatus.Unwound => Standing.Reversed,
        EventStatus.Blocked => tookEffect ? Standing.Reversed : Standing.Never,
        EventStatus.Withdrawn => tookEffect ? Standing.Ended : Standing.Never,
        EventStatus.Rumoured => Standing.Never,
        _ => Standing.Pending,
    };

    private DealState StateOf(Event @event)
    {
        lock (_states)
        {
            if (_states.TryGetValue(@event.Id, out var known))
            {
                return known;
            }
        }

        var timeline = ReadTimeline(@event);
        var tookEffect = timeline.Any(entry => entry.Status is EventStatus.Closed or EventStatus.InForce)
            || ResolvingClaims(@event).Any(claim => claim.Performed is not null);
        var reviews = View.ParticipationsOf(RecordRef.To(@event.Id), View.Terms.Roles.Puts)
            .Where(part => Includes(part.Event, part.Participant) && ResolvingClaims(part.Event).Any())
            .Select(part => part.Event)
            .DistinctBy(act => act.Id)
            .ToImmutableArray();
        var state = new DealState(timeline, tookEffect, reviews);
        lock (_states)
        {
            _states[@event.Id] = state;
        }

        return state;
    }

    /// <summary>Whether a review may be under way: it began by the day, has not certainly ended, and no later status of the deal itself has begun.</summary>
    private bool MayBeUnderWay(Event act, StatusEntry? own, DateOnly day)
    {
        var begin = Date(act, Milestone.Date)?.Value;
        var earliest = begin?.Earliest ?? DateOnly.MinValue;
        var latest = begin?.Latest ?? DateOnly.MaxValue;
        return earliest <= day
            && !(EndOf(act) is { } end && end.Latest <= day)
            && (own is null || (own.Latest, own.Earliest).CompareTo((latest, earliest)) <= 0);
    }

    private bool IsCertainlyUnderWay(Event act, DateOnly day) =>
        Date(act, Milestone.Date) is { } begin && begin.Value.Latest <= day && !(EndOf(act) is { } end && end.Earliest <= day);

    private StatusEntry? EndOf(Event act) => StateOf(act).Timeline.FirstOrDefault(
        entry => entry.Status is EventStatus.Concluded or EventStatus.Withdrawn or EventStatus.Lapsed or EventStatus.Superseded);

    /// <summary>Whether an act has effect on a day: it has begun and is not suspended, lifted, concluded or replaced.</summary>
    internal Truth IsInEffect(Event act, DateOnly day)
    {
        var begin = Date(act, Milestone.Date)?.Value ?? Date(act, Milestone.InForce)?.Value;
        var over = StateOf(act).Timeline.FirstOrDefault(entry => entry.Status is EventStatus.Suspended or EventStatus.Concluded
            or EventStatus.Withdrawn or EventStatus.Lapsed or EventStatus.Superseded);
        return (begin?.Earliest ?? DateOnly.MinValue) > day || (over is not null && over.Latest <= day) ? Truth.No
            : (begin?.Latest ?? DateOnly.MaxValue) <= day && (over is null || over.Earliest > day) ? Truth.Certain
            : Truth.Possible;
    }
}
