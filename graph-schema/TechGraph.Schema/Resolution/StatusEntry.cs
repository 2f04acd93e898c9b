using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Resolution;

/// <summary>One step of a timeline: a status, from when, and who says so.</summary>
/// <param name="Status">The status.</param>
/// <param name="From">From when; null: undated.</param>
/// <param name="By">Claims that it rests on, the deciding one first.</param>
/// <param name="Competing">Claims that give another status for the same date.</param>
public sealed record StatusEntry(EventStatus Status, PartialDate? From, ImmutableArray<Claim> By, ImmutableArray<Claim> Competing)
{
    /// <summary>First day on which it may begin.</summary>
    public DateOnly Earliest => From?.Earliest ?? DateOnly.MinValue;

    /// <summary>Last day on which it may begin.</summary>
    public DateOnly Latest => From?.Latest ?? DateOnly.MaxValue;
}

/// <summary>Where an event stands at a date.</summary>
/// <param name="Status">The status shown: the last that has begun, or may have.</param>
/// <param name="Entry">The step of the timeline that gives it; null: no claim gives a status by then, so a deal counts as announced.</param>
/// <param name="Possible">Every status that may hold at the date; one alone means that it is certain.</param>
/// <param name="Standings">Every standing that may hold at the date; deals only.</param>
/// <param name="Reviews">Acts under way at the date that put the deal under review, by id.</param>
/// <param name="Reversal">What reversed the deal, when its standing may be reversed; null otherwise.</param>
public sealed record StatusResult(
    EventStatus Status,
    StatusEntry? Entry,
    ImmutableArray<EventStatus> Possible,
    ImmutableArray<Standing> Standings,
    ImmutableArray<Event> Reviews,
    StatusEntry? Reversal)
{
    /// <summary>Whether only one status can hold.</summary>
    public bool IsCertain => Possible.Length == 1;

    /// <summary>The standing that goes with <see cref="Status"/>.</summary>
    public Standing Standing => Standings[^1];
}
