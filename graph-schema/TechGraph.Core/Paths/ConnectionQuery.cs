using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Paths;

/// <summary>
/// Asks how two sets of entities are connected. A step joins two entities through one event, in any roles, or through one stated relation,
/// in either direction.
/// </summary>
/// <param name="From">One end; every id must be in the graph.</param>
/// <param name="To">The other end; every id must be in the graph.</param>
public sealed record ConnectionQuery(ImmutableArray<EntityId> From, ImmutableArray<EntityId> To)
{
    /// <summary>Minimum number of steps, 1 to 8.</summary>
    public int MinHops { get; init => field = Hops(value, nameof(MinHops)); } = 1;

    /// <summary>Maximum number of steps, 1 to 8.</summary>
    public int MaxHops { get; init => field = Hops(value, nameof(MaxHops)); } = 4;

    /// <summary>Kinds of events that may join entities; empty: all.</summary>
    public ImmutableArray<string> EventKinds { get; init; } = [];

    /// <summary>Kinds of relations that may join entities; empty: all.</summary>
    public ImmutableArray<string> RelationKinds { get; init; } = [];

    /// <summary>Roles that may join entities; empty: all.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Entities that must all lie between the ends. A country, state body, instrument or field is crossed if it is named here.</summary>
    public ImmutableArray<EntityId> Via { get; init; } = [];

    /// <summary>Ids of entities and events that no path may touch.</summary>
    public ImmutableArray<string> Avoid { get; init; } = [];

    /// <summary>Whether groups, statistics and forecasts may join entities.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>Leaves out events that certainly came after this day, and relations that were not valid on it; null: all times.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Day up to which sources must be published to count; null: all count.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Maximum number of edges to scan, at least 1.</summary>
    public long Budget
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A budget must be at least 1.");
    } = DealPathQuery.DefaultBudget;

    private static int Hops(int value, string name) => value is >= 1 and <= DealPathQuery.HopLimit
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"A connection has 1 to {DealPathQuery.HopLimit} steps.");
}

/// <summary>One path between two entities.</summary>
/// <param name="Id">SHA-256 of the lines <c>event-or-relation|from|to</c> in UTF-8, lower-case hex.</param>
/// <param name="Steps">First to last.</param>
public sealed record Connection(string Id, ImmutableArray<ConnectionStep> Steps);

/// <summary>One step: two entities, and the event or relation that joins them.</summary>
/// <param name="By">The event or the relation.</param>
/// <param name="From">The entity nearer to the start.</param>
/// <param name="To">The entity nearer to the end.</param>
public sealed record ConnectionStep(RecordRef By, EntityId From, EntityId To);

/// <summary>The result of a search, and whether it is complete.</summary>
/// <param name="Paths">In order of number of steps, then of path id.</param>
/// <param name="Truncation">Why the search stopped early; null: it is complete.</param>
public sealed record ConnectionResult(ImmutableArray<Connection> Paths, Truncation? Truncation)
{
    /// <summary>Why there is no path; null if there are paths.</summary>
    public NoPathReason? NoPath => !Paths.IsEmpty ? null : Truncation is null ? NoPathReason.AbsentInGraph : NoPathReason.UnknownTruncated;
}
