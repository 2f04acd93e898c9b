namespace TechGraph.Core.Paths;

/// <summary>The days on which the last hop of a chain can lie so that all hops are in order (rule 2).</summary>
/// <param name="First">First feasible day, as a day number.</param>
/// <param name="Last">Last feasible day, as a day number.</param>
internal readonly record struct Chronology(int First, int Last)
{
    public static Chronology Start(Edge edge) => new(edge.Earliest.DayNumber, edge.Latest.DayNumber);

    /// <summary>The feasible days of the next hop; null: no assignment of days is in order.</summary>
    public Chronology? Next(Edge next, TimeRule rule)
    {
        var step = rule.TiesAllowed ? 0 : 1;
        if (rule.MaxGap < step)
        {
            // No day comes after the latest day.
            return null;
        }

        var first = Math.Max(next.Earliest.DayNumber, First + step);
        var last = rule.MaxGap is { } gap ? Math.Min(next.Latest.DayNumber, Math.Min((long)Last + gap, int.MaxValue)) : next.Latest.DayNumber;
        return first <= last ? new Chronology(first, (int)last) : null;
    }

    /// <summary>Whether the next hop is in order on every reading of both dates.</summary>
    public static bool IsAlwaysInOrder(Edge before, Edge next, TimeRule rule)
    {
        var step = rule.TiesAllowed ? 0 : 1;
        return before.Latest.DayNumber + step <= next.Earliest.DayNumber
            && (rule.MaxGap is not { } gap || next.Latest.DayNumber - before.Earliest.DayNumber <= gap);
    }
}
