using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>One step of a timeline: a status, its start, and the claims.</summary>
/// <param name="Status">The status.</param>
/// <param name="From">When it starts; null: undated.</param>
/// <param name="By">Claims that it is based on, the deciding one first.</param>
/// <param name="Competing">Claims that give another status for the same date.</param>
public sealed record StatusEntry(EventStatus Status, PartialDate? From, ImmutableArray<Claim> By, ImmutableArray<Claim> Competing)
{
    /// <summary>First day on which it may start.</summary>
    public DateOnly Earliest => From?.Earliest ?? DateOnly.MinValue;

    /// <summary>Last day on which it may start.</summary>
    public DateOnly Latest => From?.Latest ?? DateOnly.MaxValue;
}

/// <summary>The status of an event on a day.</summary>
/// <param name="Status">The status shown: the last one that has started, or may have.</param>
/// <param name="Entry">The step of the timeline that gives it; null: no claim gives a status by then, so a deal counts as announced.</param>
/// <param name="Possible">Every status that the event may have on the day; exactly one means that it is certain.</param>
/// <param name="Standings">Every standing that it may have on the day; deals only.</param>
/// <param name="Reviews">Acts under way on the day that put the deal under review, in order of id.</param>
/// <param name="Reversal">What reversed the deal, if it may be reversed; null otherwise.</param>
public sealed record StatusResult(
    EventStatus Status,
    StatusEntry? Entry,
    ImmutableArray<EventStatus> Possible,
    ImmutableArray<Standing> Standings,
    ImmutableArray<Event> Reviews,
    StatusEntry? Reversal)
{
    /// <summary>Whether only one status is possible.</summary>
    public bool IsCertain => Possible.Length == 1;

    /// <summary>The standing that follows from <see cref="Status"/>.</summary>
    public Standing Standing => Standings[^1];
}
