using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Paths;

/// <summary>How are two sets of entities connected? A step joins two entities through one event, in any roles, or one stated relation, in either direction.</summary>
/// <param name="From">One end; every id must be in the graph.</param>
/// <param name="To">The other end; every id must be in the graph.</param>
public sealed record ConnectionQuery(ImmutableArray<EntityId> From, ImmutableArray<EntityId> To)
{
    /// <summary>Fewest steps, 1 to 8.</summary>
    public int MinHops { get; init => field = Hops(value, nameof(MinHops)); } = 1;

    /// <summary>Most steps, 1 to 8.</summary>
    public int MaxHops { get; init => field = Hops(value, nameof(MaxHops)); } = 4;

    /// <summary>Kinds of events that may join; empty: all.</summary>
    public ImmutableArray<string> EventKinds { get; init; } = [];

    /// <summary>Kinds of relations that may join; empty: all.</summary>
    public ImmutableArray<string> RelationKinds { get; init; } = [];

    /// <summary>Roles that may join; empty: all.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Entities of which each must lie between the ends; named here, also a country, state body, instrument or field is crossed.</summary>
    public ImmutableArray<EntityId> Via { get; init; } = [];

    /// <summary>Entities and events that must not be touched, by id.</summary>
    public ImmutableArray<string> Avoid { get; init; } = [];

    /// <summary>Whether groups, statistics and forecasts may join.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>Valid time: events that surely came later, and relations that did not hold then, do not join; null: all times.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Publication time up to which sources count; null: all.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Most edges to look at, at least 1.</summary>
    public long Budget
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A budget is at least 1.");
    } = DealPathQuery.DefaultBudget;

    private static int Hops(int value, string name) => value is >= 1 and <= DealPathQuery.HopLimit
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"A connection has 1 to {DealPathQuery.HopLimit} steps.");
}

/// <summary>One connection.</summary>
/// <param name="Id">SHA-256 of the lines <c>event-or-relation|from|to</c> in UTF-8, lower-case hex.</param>
/// <param name="Steps">First to last.</param>
public sealed record Connection(string Id, ImmutableArray<ConnectionStep> Steps);

/// <summary>One step: two entities, and the event or relation that joins them.</summary>
/// <param name="By">The event or the relation.</param>
/// <param name="From">The entity nearer to the start.</param>
/// <param name="To">The entity nearer to the end.</param>
public sealed record ConnectionStep(RecordRef By, EntityId From, EntityId To);

/// <summary>All that a search found, and whether it looked everywhere.</summary>
/// <param name="Paths">By number of steps, then path id.</param>
/// <param name="Truncation">Why it stopped early; null: it looked everywhere.</param>
public sealed record ConnectionResult(ImmutableArray<Connection> Paths, Truncation? Truncation)
{
    /// <summary>Why there is none; null when there are paths.</summary>
    public NoPathReason? NoPath => !Paths.IsEmpty ? null : Truncation is null ? NoPathReason.AbsentInGraph : NoPathReason.UnknownTruncated;
}
