using TechGraph.Core.Model;

namespace TechGraph.Stores.Cypher;

/// <summary>
/// The earliest and latest day that a claim gives its event, and whether the claim says that the deal was stopped, in a form that the
/// server can aggregate over all claims of the event. It narrows searches: it may be too wide, never too narrow. Claims that cannot set a
/// value have no bounds.
/// </summary>
internal static class ClaimBounds
{
    /// <summary>Adds the first and last day that a claim may give its event, and its part of <see cref="OfEvent"/>.</summary>
    public static void Add(Dictionary<string, object?> properties, Claim claim)
    {
        // Only milestones that can date a deal. A deal of which only the end is dated counts as undated and always matches.
        var dates = claim.Dates.Where(pair => pair.Key != Milestone.Ended).Select(pair => pair.Value.Date)
            .Concat(claim.Status is { From: { } from, Status: EventStatus.Announced or EventStatus.Signed or EventStatus.Closed or EventStatus.InForce } ? [from] : [])
            .ToList();
        if (dates.Count > 0)
        {
            properties["earliest"] = dates.Min(date => date.Earliest);
            properties["latest"] = dates.Max(date => date.Latest);
        }

        var statuses = StatusesOf(claim).ToList();
        var stops = statuses.Where(pair => pair.Status is EventStatus.Withdrawn or EventStatus.Blocked).ToList();
        if (stops.Count > 0)
        {
            properties["stoppedFrom"] = stops.Max(pair => pair.From?.Earliest ?? DateOnly.MinValue);
        }

        var others = statuses.Except(stops).ToList();
        if (others.Count > 0)
        {
            properties["otherwiseUntil"] = others.Max(pair => pair.From?.Latest ?? DateOnly.MaxValue);
        }

        if (claim.Performed is not null || statuses.Exists(pair => pair.Status is EventStatus.Closed or EventStatus.InForce))
        {
            properties["tookEffect"] = true;
        }
    }

    /// <summary>Adds what <see cref="OfEvent"/> would compute, for an event whose claims are all in the change set.</summary>
    public static void AddOfEvent(Dictionary<string, object?> properties, IEnumerable<Claim> claims)
    {
        var bounds = claims.Where(claim => claim.Resolves).Select(claim =>
        {
            var of = new Dictionary<string, object?>();
            Add(of, claim);
            return of;
        }).ToList();
        if (Days("earliest").ToList() is { Count: > 0 } earliest)
        {
            properties["earliest"] = earliest.Min();
        }

        if (Days("latest").ToList() is { Count: > 0 } latest)
        {
            properties["latest"] = latest.Max();
        }

        var (stops, others) = (Days("stoppedFrom").ToList(), Days("otherwiseUntil").ToList());
        if (stops.Count > 0 && !bounds.Exists(of => of.ContainsKey("tookEffect")) && (others.Count == 0 || stops.Max() > others.Max()))
        {
            properties["stopped"] = true;
        }

        IEnumerable<DateOnly> Days(string name) => bounds.Select(of => of.GetValueOrDefault(name)).OfType<DateOnly>();
    }

    /// <summary>
    /// Cypher that sets an event's <c>earliest</c>, <c>latest</c> and <c>stopped</c> from its claims. A deal is stopped if it was withdrawn
    /// or blocked after everything else stated about it, and no claim says that it took effect.
    /// </summary>
    public const string OfEvent =
        "UNWIND $ids AS id MATCH (e:Event {id: id}) OPTIONAL MATCH (c:Claim)-[:ABOUT]->(e) "
        + "WITH e, min(c.earliest) AS earliest, max(c.latest) AS latest, max(c.stoppedFrom) AS stopped, max(c.otherwiseUntil) AS otherwise, count(c.tookEffect) AS effects "
        + "SET e.earliest = earliest, e.latest = latest, "
        + "e.stopped = CASE WHEN stopped IS NOT NULL AND effects = 0 AND (otherwise IS NULL OR stopped > otherwise) THEN true END";

    private static IEnumerable<(EventStatus Status, PartialDate? From)> StatusesOf(Claim claim)
    {
        foreach (var (milestone, stated) in claim.Dates)
        {
            if (EnumText.Read<EventStatus>(EnumText.Kebab(milestone)) is { } status)
            {
                yield return (status, stated.Date);
            }
        }

        if (claim.Status is { } named)
        {
            var own = EnumText.Read<Milestone>(EnumText.Kebab(named.Status)) is { } milestone ? claim.Dates.GetValueOrDefault(milestone) : null;
            yield return (named.Status, named.From ?? (own ?? claim.Dates.GetValueOrDefault(Milestone.Date))?.Date);
        }
    }
}
