using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>
/// Status timelines. Each claim gives a status from its effective date. On a day, the status with the latest effective date at or before it
/// applies; only claims for the same date compete (docs/values.md).
/// </summary>
public sealed partial class Lens
{
    // On the same date all of these can be true, and the most advanced one applies. Any other two exclude each other.
    private static readonly ImmutableArray<EventStatus> Progress =
        [EventStatus.Rumoured, EventStatus.Announced, EventStatus.Signed, EventStatus.Approved, EventStatus.Closed, EventStatus.InForce];

    /// <summary>
    /// The steps of an event's own timeline, in order of the last day on which each may start, then of the first. It leaves out what other
    /// acts do to a deal (see <see cref="StatusAt"/>).
    /// </summary>
    public ImmutableArray<StatusEntry> Timeline(Event @event) => StateOf(@event).Timeline;

    private ImmutableArray<StatusEntry> ReadTimeline(Event @event)
    {
        var stated = ResolvingClaims(@event)
            .SelectMany(claim => StatusesOf(claim).Select(pair => (claim, pair.Status, pair.From)))
            .OrderBy(step => step.claim, _strength)
            .ToList();

        var entries = stated.GroupBy(step => step.Status).SelectMany(group => Combine(group.Key, [.. group]));
        return
        [
            .. entries
                .GroupBy(entry => (entry.Earliest, entry.Latest))
                .OrderBy(group => group.Key.Latest)
                .ThenBy(group => group.Key.Earliest)
                .Select(group => ResolveCompeting([.. group])),
        ];
    }

    /// <summary>Every status that a claim gives: one for each of its dates, and the one that it names.</summary>
    private static IEnumerable<(EventStatus Status, PartialDate? From)> StatusesOf(Claim claim)
    {
        foreach (var (milestone, date) in claim.Dates)
        {
            if (StatusOf(milestone) is { } status && claim.Status?.Status != status)
            {
                yield return (status, date.Date);
            }
        }

        if (claim.Status is { } named)
        {
            var milestone = Enum.GetValues<Milestone>().Where(m => StatusOf(m) == named.Status).Select(m => (Milestone?)m).FirstOrDefault();
            yield return (
                named.Status,
                named.From ?? (milestone is { } own ? claim.Dates.GetValueOrDefault(own)?.Date : null) ?? claim.Dates.GetValueOrDefault(Milestone.Date)?.Date);
        }
    }

    /// <summary>Joins claims of one status: dates that can mean the same day are one step, others are separate steps.</summary>
    private static List<StatusEntry> Combine(EventStatus status, List<(Claim Claim, EventStatus Status, PartialDate? From)> stated)
    {
        var entries = new List<StatusEntry>();
        foreach (var (claim, _, from) in stated)
        {
            var index = entries.FindIndex(entry => entry.From is null || from is null || entry.From.Intersect(from) is not null);
            if (index < 0)
            {
                entries.Add(new StatusEntry(status, from, [claim], []));
                continue;
            }

            var known = entries[index];
            entries[index] = known with
            {
                From = known.From is null ? from : from is null ? known.From : known.From.Intersect(from),
                By = known.By.Contains(claim) ? known.By : known.By.Add(claim),
            };
        }

        return entries;
    }

    private StatusEntry ResolveCompeting(List<StatusEntry> sameDate)
    {
        if (sameDate.Count == 1)
        {
            return sameDate[0];
        }

        var ordered = sameDate.TrueForAll(entry => Progress.Contains(entry.Status))
            ? sameDate.OrderByDescending(entry => Progress.IndexOf(entry.Status)).ToList()
            : [.. sameDate.OrderBy(entry => entry.By[0], _strength).ThenByDescending(entry => entry.Status)];
        var competing = ordered.Skip(1).Where(entry => !(Progress.Contains(entry.Status) && Progress.Contains(ordered[0].Status)));
        return ordered[0] with { Competing = [.. competing.SelectMany(entry => entry.By).Except(ordered[0].By).Distinct()] };
    }
}
