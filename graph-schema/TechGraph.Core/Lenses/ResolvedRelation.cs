using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Lenses;

/// <summary>Whether something is true when dates and other values are ranges: yes, possibly, or no.</summary>
public enum Truth
{
    /// <summary>True on no reading of the ranges.</summary>
    No,

    /// <summary>True on some reading.</summary>
    Possible,

    /// <summary>True on every reading.</summary>
    Certain,
}

/// <summary>A relation with its interval, stated by claims or implied by an event.</summary>
/// <param name="Kind">A kind of the vocabulary.</param>
/// <param name="From">The entity that the relation is about.</param>
/// <param name="To">The other end.</param>
public sealed record ResolvedRelation(string Kind, EntityId From, EntityId To)
{
    /// <summary>First day on which it is valid; null: open.</summary>
    public PartialDate? Since { get; init; }

    /// <summary>First day on which it is no longer valid; null: open.</summary>
    public PartialDate? Until { get; init; }

    /// <summary>Some day on which it held, if neither start nor end is known; null: start or end is known.</summary>
    public PartialDate? Held { get; init; }

    /// <summary>The share; null: unknown, or the relation has none.</summary>
    public Share? Share { get; init; }

    /// <summary>The stated relation; null if it is implied.</summary>
    public RelationId? Stated { get; init; }

    /// <summary>The event that implies it; null if it is stated.</summary>
    public EventId? ImpliedBy { get; init; }

    /// <summary>Whether its ends are stated explicitly.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>Claims that it is based on.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Whether it is valid on some day or on every day of a period, both days inclusive.</summary>
    public Truth IsValidDuring(DateOnly first, DateOnly last)
    {
        var startsBy = Since?.Earliest ?? DateOnly.MinValue;
        var endsBy = Until?.Latest ?? DateOnly.MaxValue;
        // An open end never comes. A stated end is the first day on which the relation is no longer valid.
        if (startsBy > last || (Until is not null && first >= endsBy))
        {
            return Truth.No;
        }

        if (Held is { } held && Since is null && Until is null)
        {
            return held.Earliest == held.Latest && first == last && first == held.Earliest ? Truth.Certain : Truth.Possible;
        }

        var hasCertainlyBegun = Since is null || Since.Latest <= first;
        var hasCertainlyNotEnded = Until is null || last < Until.Earliest;
        return hasCertainlyBegun && hasCertainlyNotEnded ? Truth.Certain : Truth.Possible;
    }
}
