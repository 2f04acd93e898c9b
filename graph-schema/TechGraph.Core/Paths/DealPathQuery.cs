using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>Asks along which chains of deals a flow runs from one set of entities to another (docs/path-queries.md).</summary>
/// <param name="From">What the giver of the first deal must match.</param>
/// <param name="To">What the taker of the last deal must match.</param>
public sealed record DealPathQuery(EndpointSelector From, EndpointSelector To)
{
    /// <summary>Maximum number of deals in one chain that a query may ask for.</summary>
    public const int HopLimit = 8;

    /// <summary>Maximum number of edges that a search scans before it stops and reports a truncation.</summary>
    public const long DefaultBudget = 20_000_000;

    /// <summary>Maximum number of paths that a search lists before it stops and reports a truncation.</summary>
    public const int PathLimit = 10_000;

    /// <summary>The flow to follow.</summary>
    public Flow Flow { get; init; } = Flow.Ip;

    /// <summary>Kinds of deals that may be hops; empty: all. If <see cref="FinalKinds"/> is given, this applies to every hop but the last.</summary>
    public ImmutableArray<string> DealKinds { get; init; } = [];

    /// <summary>Kinds of deals that may be the last hop; empty: the same as <see cref="DealKinds"/>.</summary>
    public ImmutableArray<string> FinalKinds { get; init; } = [];

    /// <summary>
    /// Standings with which a deal carries the flow; empty: the default of rule 4 (all but never; a reversed deal carries no control and no
    /// money).
    /// </summary>
    public ImmutableArray<Standing> Standings { get; init; } = [];

    /// <summary>Waypoints: for each, some holder between the ends must match it.</summary>
    public ImmutableArray<ViaRule> Via { get; init; } = [];

    /// <summary>What no chain may touch.</summary>
    public AvoidRule Avoid { get; init; } = new();

    /// <summary>Minimum number of deals in a chain, 1 to <see cref="HopLimit"/>.</summary>
    public int MinHops { get; init => field = Hops(value, nameof(MinHops)); } = 1;

    /// <summary>Maximum number of deals in a chain, 1 to <see cref="HopLimit"/>.</summary>
    public int MaxHops { get; init => field = Hops(value, nameof(MaxHops)); } = 4;

    /// <summary>Conditions on the dates of the hops.</summary>
    public TimeRule Time { get; init; } = new();

    /// <summary>The time at which a country is tested.</summary>
    public JurisdictionAt JurisdictionAt { get; init; }

    /// <summary>Whether a chain may continue from a holder's owner; null: it may not.</summary>
    public OwnershipRule? Ownership { get; init; }

    /// <summary>The evidence that each hop needs.</summary>
    public EvidenceRule Evidence { get; init; } = new();

    /// <summary>Whether an unnamed entity or a group may begin or end a chain.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>Day up to which sources must be published to count; null: all count.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Order of the paths, before the path id; empty: hops, then the earliest feasible last day.</summary>
    public ImmutableArray<PathOrder> Order { get; init; } = [];

    /// <summary>Maximum number of edges to scan, at least 1.</summary>
    public long Budget
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A budget must be at least 1.");
    } = DefaultBudget;

    /// <summary>The standings that are used: the chosen ones, or the default of rule 4.</summary>
    public ImmutableArray<Standing> EffectiveStandings => !Standings.IsEmpty ? Standings
        : Flow is Flow.Control or Flow.Money ? [Standing.Pending, Standing.InEffect, Standing.Ended]
        : [Standing.Pending, Standing.InEffect, Standing.Ended, Standing.Reversed];

    private static int Hops(int value, string name) => value is >= 1 and <= HopLimit
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"A chain has 1 to {HopLimit} deals.");
}

/// <summary>Selects the entities at an end. All conditions must hold; an empty selector accepts every entity.</summary>
public sealed record EndpointSelector
{
    /// <summary>Any of these entities; empty: no condition.</summary>
    public ImmutableArray<EntityId> Ids { get; init; } = [];

    /// <summary>Any of these families; empty: no condition.</summary>
    public ImmutableArray<Family> Families { get; init; } = [];

    /// <summary>Any of these kinds; empty: no condition.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Any of these sectors; empty: no condition.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>A country, in a sense; null: no condition.</summary>
    public CountryRule? Country { get; init; }

    /// <summary>Any of these roles in the end deal; empty: no condition.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];
}

/// <summary>A country, and the sense in which an entity belongs to it.</summary>
/// <param name="Sense">The sense.</param>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
public sealed record CountryRule(CountrySense Sense, string Code)
{
    /// <summary>Refuses a code that no country of the graph has.</summary>
    /// <exception cref="QueryException"><c>NOT_FOUND</c>.</exception>
    public static void RefuseUnknown(Graph.IGraphView view, string code)
    {
        if (view.Country(code) is null)
        {
            throw new QueryException("NOT_FOUND", $"There is no country with the code \"{code}\"; codes are ISO 3166-1 alpha-2, such as CN.");
        }
    }
}

/// <summary>The senses in which an entity belongs to a country (rule 1).</summary>
public enum CountrySense
{
    /// <summary>Where it was founded.</summary>
    FoundedIn,

    /// <summary>Where it is incorporated.</summary>
    IncorporatedIn,

    /// <summary>Where its seat is.</summary>
    BasedIn,

    /// <summary>Where a technology was developed.</summary>
    DevelopedIn,

    /// <summary>Where its ultimate owner is based.</summary>
    UltimateOwnerIn,

    /// <summary>
    /// Where what is carried comes from: where it was developed, else where the first giver was founded, else where the first giver was
    /// first based.
    /// </summary>
    Origin,

    /// <summary>Where a funder of the end deal is based.</summary>
    CapitalFrom,
}

/// <summary>The time at which a country is tested.</summary>
public enum JurisdictionAt
{
    /// <summary>On the days of the hop.</summary>
    HopDate,

    /// <summary>On the day <see cref="TimeRule.AsOf"/>.</summary>
    AsOf,

    /// <summary>At any time.</summary>
    Ever,
}

/// <summary>A waypoint: a holder that is one of the ids and of one of the kinds; an empty list is not applied.</summary>
public sealed record ViaRule(ImmutableArray<EntityId> Ids, ImmutableArray<string> Kinds);

/// <summary>What no chain may touch.</summary>
public sealed record AvoidRule
{
    /// <summary>Degree above which a holder between the ends is a hub and is not crossed.</summary>
    public const int DefaultDegree = 200;

    /// <summary>Ids of entities that may not be holders and of deals that may not be hops.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Kinds of entities that may not be holders.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Maximum number of distinct deals of the flow that a holder between the ends may have; a holder named as a waypoint may have more.</summary>
    public int DegreeAbove { get; init; } = DefaultDegree;
}

/// <summary>Allows a chain to continue from the owner of a holder.</summary>
/// <param name="MinShare">Smallest share, in percent; 50 by default.</param>
/// <param name="UnknownShare">How an unknown share counts.</param>
public sealed record OwnershipRule(decimal MinShare = 50, UnknownShare UnknownShare = UnknownShare.Exclude);

/// <summary>How an unknown share counts.</summary>
public enum UnknownShare
{
    /// <summary>Too small.</summary>
    Exclude,

    /// <summary>Possibly large enough.</summary>
    Allow,
}

/// <summary>The evidence that each hop needs.</summary>
public sealed record EvidenceRule
{
    /// <summary>Minimum number of independent sources with claims that set values; copies count once.</summary>
    public int MinIndependentSources { get; init; } = 1;

    /// <summary>Weakest tier of a source that counts towards the number; null: all count.</summary>
    public Tier? MinTier { get; init; }

    /// <summary>Sources whose claims do not count.</summary>
    public ImmutableArray<SourceId> ExcludeSources { get; init; } = [];
}

/// <summary>How paths are ordered; the path id always breaks ties.</summary>
public enum PathOrder
{
    /// <summary>Minimum number of deals first.</summary>
    Hops,

    /// <summary>Earliest feasible last day first.</summary>
    EarliestEnd,

    /// <summary>Latest feasible last day first.</summary>
    LatestEnd,

    /// <summary>Largest disclosed lower bound of the last deal's price in US dollars first; paths without one last.</summary>
    Value,
}
