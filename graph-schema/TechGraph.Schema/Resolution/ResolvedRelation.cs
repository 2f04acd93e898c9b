using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Resolution;

/// <summary>Whether something is so: yes, perhaps, or no.</summary>
public enum Truth
{
    /// <summary>On no reading of the dates.</summary>
    No,

    /// <summary>On some reading.</summary>
    Possible,

    /// <summary>On every reading.</summary>
    Certain,
}

/// <summary>A relation over its interval, stated by claims or implied by an event.</summary>
/// <param name="Kind">A kind of the vocabulary.</param>
/// <param name="From">Of whom it is said.</param>
/// <param name="To">The other end.</param>
public sealed record ResolvedRelation(string Kind, EntityId From, EntityId To)
{
    /// <summary>First day on which it is so; null: open.</summary>
    public PartialDate? Since { get; init; }

    /// <summary>First day on which it is no longer so; null: open.</summary>
    public PartialDate? Until { get; init; }

    /// <summary>Some day on which it was so, where neither start nor end is known; null: not needed.</summary>
    public PartialDate? Held { get; init; }

    /// <summary>The share; null: unknown, or none.</summary>
    public Share? Share { get; init; }

    /// <summary>The stated relation; null when implied.</summary>
    public RelationId? Stated { get; init; }

    /// <summary>The event that implies it; null when stated.</summary>
    public EventId? ImpliedBy { get; init; }

    /// <summary>Whether its ends are said outright.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>Claims that it rests on.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Whether it holds on some or every day from the first to the last, both inclusive.</summary>
    public Truth During(DateOnly first, DateOnly last)
    {
        var startsBy = Since?.Earliest ?? DateOnly.MinValue;
        var endsBy = Until?.Latest ?? DateOnly.MaxValue;
        // An open end never comes; a stated one is the first day on which it is no longer so.
        if (startsBy > last || (Until is not null && first >= endsBy))
        {
            return Truth.No;
        }

        if (Held is { } held && Since is null && Until is null)
        {
            return held.Earliest == held.Latest && first == last && first == held.Earliest ? Truth.Certain : Truth.Possible;
        }

        var surelyBegun = Since is null || Since.Latest <= first;
        var surelyOn = Until is null || last < Until.Earliest;
        return surelyBegun && surelyOn ? Truth.Certain : Truth.Possible;
    }
}
