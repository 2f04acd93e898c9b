using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Lenses;
using static TechGraph.Core.Paths.DealPathSearch;

namespace TechGraph.Core.Paths;

/// <summary>Builds a <see cref="DealPath"/> from a found chain: id, hops, doubts.</summary>
internal static class DealPathBuilder
{
    public static DealPath Build(Lens lens, DealPathQuery query, PartialPath partial, Match start, Match end, Arrival arrival)
    {
        var hops = partial.Steps.Select(step => new DealHop(step.Edge.Deal, query.Flow, step.Edge.Giver, step.Edge.Taker)
        {
            OwnerOf = step.OwnerOf,
            Date = step.Edge.Date,
            Status = step.Edge.Status,
            Carried = step.Carried,
        });
        return new DealPath(Id(query, partial), [.. hops])
        {
            From = start.Entity,
            To = end.Entity,
            Carried = arrival.Items,
            Doubts = [.. Doubts(query, partial, start, end, arrival)],
            EarliestEnd = DateOnly.FromDayNumber(partial.Days.First),
            LatestEnd = DateOnly.FromDayNumber(partial.Days.Last),
            Jurisdictions = [.. new[] { start.Use, end.Use }.OfType<JurisdictionUse>().Concat(arrival.Uses)],
        };
    }

    private static string Id(DealPathQuery query, PartialPath partial) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', partial.Steps.Select(step => step.Edge.Line(query.Flow))))));

    private static IEnumerable<Doubt> Doubts(DealPathQuery query, PartialPath partial, Match start, Match end, Arrival arrival)
    {
        if (start.Truth == Truth.Possible)
        {
            yield return EndDoubt(query, start, partial.First, 1);
        }

        for (var i = 0; i < partial.Steps.Length; i++)
        {
            var step = partial.Steps[i];
            foreach (var doubt in step.Edge.Doubts)
            {
                yield return doubt with { Hop = i + 1 };
            }

            if (step.Owned == Truth.Possible)
            {
                yield return new Doubt(DoubtKind.Ownership, i + 1, $"It is not certain that {step.Edge.Giver} owned enough of {step.OwnerOf} at that time.");
            }

            if (i > 0 && query.Time.Mode == TimeMode.Ordered && !Chronology.Always(partial.Steps[i - 1].Edge, step.Edge, query.Time))
            {
                yield return new Doubt(
                    DoubtKind.Order,
                    i + 1,
                    $"{EdgeTest.DateText(partial.Steps[i - 1].Edge)} may not be before {EdgeTest.DateText(step.Edge)}, as the query requires.");
            }
        }

        if (!arrival.Items.IsEmpty && arrival.Items.All(item => !item.IsCertain))
        {
            yield return new Doubt(DoubtKind.Carried, partial.Steps.Length, "It is not certain that the carried technology was still held at that time.");
        }

        if (arrival.Truth == Truth.Possible)
        {
            yield return new Doubt(DoubtKind.Country, 1, "The records give more than one origin of the carried technology.");
        }

        if (end.Truth == Truth.Possible)
        {
            yield return EndDoubt(query, end, partial.Last.Edge, partial.Steps.Length);
        }
    }

    private static Doubt EndDoubt(DealPathQuery query, Match match, Edge edge, int hop)
    {
        if (match.Use is null)
        {
            return new Doubt(DoubtKind.Ownership, hop, $"It is not certain that {match.Entity} owned enough of its holder at the date of the deal ({EdgeTest.DateText(edge)}).");
        }

        var when = query.JurisdictionAt switch
        {
            JurisdictionAt.HopDate => $"at the date of the deal ({EdgeTest.DateText(edge)})",
            JurisdictionAt.AsOf when query.Time.AsOf is { } day => $"on {day:yyyy-MM-dd}",
            JurisdictionAt.AsOf => "on the latest day that is known",
            _ => "on any day",
        };
        return new Doubt(DoubtKind.Country, hop, $"The country of {match.Entity} is not certain {when}.");
    }
}
