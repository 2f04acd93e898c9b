using System.Collections.Immutable;
using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Dashboards;

/// <summary>Finds the acts that are open on a day.</summary>
public static class OpenActs
{
    private static readonly ImmutableArray<string> Inquiries = ["dispute", "investigation", "review"];

    /// <summary>Acts that are open, or may be, on a day. In order of the first day on which they may have begun, then of id.</summary>
    /// <param name="lens">Which claims count.</param>
    /// <param name="day">The day.</param>
    /// <param name="kinds">Only these kinds; empty: investigations, reviews and disputes.</param>
    /// <param name="on">Only acts in which this deal, act or entity takes part; null: any.</param>
    /// <exception cref="QueryException">Nothing has the id, or a kind is not an act.</exception>
    public static IReadOnlyList<OpenAct> Find(Lens lens, DateOnly day, ImmutableArray<string> kinds, string? on)
    {
        var wanted = kinds.IsEmpty ? Inquiries : kinds;
        QueryException.RefuseKinds(lens.View.Terms, wanted, EventFamily.Act, "only acts are open");
        var acts = on is null
            ? lens.View.EventsWhere(new EventPrefilter { Kinds = wanted }).Select(lens.View.Find).OfType<Event>().ToList()
            : Around(lens, on).Where(act => wanted.Contains(act.Kind));
        return
        [
            .. acts.Where(lens.Exists)
                .Select(act => Test(lens, act, day))
                .Where(found => found.Truth != Truth.No)
                .OrderBy(found => found.Since?.Earliest ?? DateOnly.MinValue)
                .ThenBy(found => found.Act.Id),
        ];
    }

    private static IEnumerable<Event> Around(Lens lens, string id)
    {
        var (@event, entity) = (lens.View.Find(new EventId(id)), lens.View.Find(new EntityId(id)));
        if (@event is null && entity is null)
        {
            throw new QueryException("NOT_FOUND", $"There is no entity, deal or act \"{id}\".");
        }

        return new[] { @event is null ? (RecordRef?)null : RecordRef.To(@event.Id), entity is null ? null : RecordRef.To(entity.Id) }
            .OfType<RecordRef>()
            .SelectMany(record => lens.View.ParticipationsOf(record, lens.View.Terms.Roles.Acts))
            .Where(part => lens.Includes(part.Event, part.Participant))
            .Select(part => part.Event)
            .DistinctBy(act => act.Id);
    }

    /// <summary>
    /// An act is open from its first day until it is suspended, concluded, withdrawn, lapsed or superseded. If no source gives it a status
    /// by then, it is only possibly open.
    /// </summary>
    private static OpenAct Test(Lens lens, Event act, DateOnly day)
    {
        var steps = lens.Timeline(act);
        var begun = lens.Date(act, Milestone.Date)?.Value ?? lens.Date(act, Milestone.InForce)?.Value ?? lens.Date(act, Milestone.Announced)?.Value
            ?? steps.FirstOrDefault(step => step.Status is EventStatus.Open or EventStatus.InForce)?.From;
        var over = steps.FirstOrDefault(step => step.Status is EventStatus.Suspended or EventStatus.Concluded
            or EventStatus.Withdrawn or EventStatus.Lapsed or EventStatus.Superseded);
        var hasStarted = steps.Any(step => step.Status is EventStatus.Open or EventStatus.InForce && step.Earliest <= day);
        var truth = (begun?.Earliest ?? DateOnly.MinValue) > day || (over is not null && over.Latest <= day) ? Truth.No
            : hasStarted && begun is not null && begun.Latest <= day && (over is null || over.Earliest > day) ? Truth.Certain
            : Truth.Possible;
        return new OpenAct(act, truth, begun, over);
    }
}

/// <summary>An act that is open on a day, or may be.</summary>
/// <param name="Act">The act.</param>
/// <param name="Truth">Whether it is open.</param>
/// <param name="Since">When it began; null: undated.</param>
/// <param name="EndedBy">What ended or halted it; null: nothing known.</param>
public sealed record OpenAct(Event Act, Truth Truth, PartialDate? Since, StatusEntry? EndedBy);
