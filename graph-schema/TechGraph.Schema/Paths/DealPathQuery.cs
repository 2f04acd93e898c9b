using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Paths;

/// <summary>Along which chains of deals does a flow run from one set of entities to another? Domain, section 5.</summary>
/// <param name="From">Whom the giver of the first deal must satisfy.</param>
/// <param name="To">Whom the taker of the last deal must satisfy.</param>
public sealed record DealPathQuery(EndpointSelector From, EndpointSelector To)
{
    /// <summary>Most deals in one chain that can be asked for.</summary>
    public const int HopLimit = 8;

    /// <summary>Most edges that a search looks at before it stops and says so.</summary>
    public const long DefaultBudget = 20_000_000;

    /// <summary>Most paths that a search lists before it stops and says so.</summary>
    public const int PathLimit = 10_000;

    /// <summary>What is followed.</summary>
    public Flow Flow { get; init; } = Flow.Ip;

    /// <summary>Kinds of deals that may be hops; empty: all. With <see cref="FinalKinds"/> it speaks of every hop but the last.</summary>
    public ImmutableArray<string> DealKinds { get; init; } = [];

    /// <summary>Kinds of deals that may be the last hop; empty: as <see cref="DealKinds"/>.</summary>
    public ImmutableArray<string> FinalKinds { get; init; } = [];

    /// <summary>Standings that carry; empty: the default of rule 4 (all but never; a reversed deal carries no control and no money).</summary>
    public ImmutableArray<Standing> Standings { get; init; } = [];

    /// <summary>Waypoints: for each, some holder between the ends must satisfy it.</summary>
    public ImmutableArray<ViaRule> Via { get; init; } = [];

    /// <summary>What must not be touched.</summary>
    public AvoidRule Avoid { get; init; } = new();

    /// <summary>Fewest deals in a chain, 1 to <see cref="HopLimit"/>.</summary>
    public int MinHops { get; init => field = Hops(value, nameof(MinHops)); } = 1;

    /// <summary>Most deals in a chain, 1 to <see cref="HopLimit"/>.</summary>
    public int MaxHops { get; init => field = Hops(value, nameof(MaxHops)); } = 4;

    /// <summary>How dates bear on the chain.</summary>
    public TimeRule Time { get; init; } = new();

    /// <summary>At which time a country is judged.</summary>
    public JurisdictionAt JurisdictionAt { get; init; }

    /// <summary>Whether a chain may go on from a holder's owner; null: it may not.</summary>
    public OwnershipRule? Ownership { get; init; }

    /// <summary>What a hop must rest on.</summary>
    public EvidenceRule Evidence { get; init; } = new();

    /// <summary>Whether an unnamed entity or a group may begin or end a chain.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>Publication time up to which sources count; null: all.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Order of the answers, before the path id; empty: hops, then the earliest feasible last day.</summary>
    public ImmutableArray<PathOrder> Order { get; init; } = [];

    /// <summary>Most edges to look at, at least 1.</summary>
    public long Budget
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A budget is at least 1.");
    } = DefaultBudget;

    /// <summary>The standings that carry, the default of rule 4 where none is chosen.</summary>
    public ImmutableArray<Standing> EffectiveStandings => !Standings.IsEmpty ? Standings
        : Flow is Flow.Control or Flow.Money ? [Standing.Pending, Standing.InEffect, Standing.Ended]
        : [Standing.Pending, Standing.InEffect, Standing.Ended, Standing.Reversed];

    private static int Hops(int value, string name) => value is >= 1 and <= HopLimit
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"A chain has 1 to {HopLimit} deals.");
}

/// <summary>Who may stand at an end. All that is given must hold; an empty selector takes anybody.</summary>
public sealed record EndpointSelector
{
    /// <summary>Any of these entities; empty: not asked.</summary>
    public ImmutableArray<EntityId> Ids { get; init; } = [];

    /// <summary>Any of these families; empty: not asked.</summary>
    public ImmutableArray<Family> Families { get; init; } = [];

    /// <summary>Any of these kinds; empty: not asked.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Any of these sectors; empty: not asked.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>A country, in a sense; null: not asked.</summary>
    public CountryRule? Country { get; init; }

    /// <summary>Any of these roles in the end deal; empty: not asked.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];
}

/// <summary>A country, and in which sense somebody belongs to it.</summary>
/// <param name="Sense">The sense.</param>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
public sealed record CountryRule(CountrySense Sense, string Code);

/// <summary>In which sense somebody or something belongs to a country (rule 1).</summary>
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

    /// <summary>Where the owner at the top is based.</summary>
    UltimateOwnerIn,

    /// <summary>Where what is carried comes from: developed there, else the first giver was founded there, else was first based there.</summary>
    Origin,

    /// <summary>Where a funder of the end deal is based.</summary>
    CapitalFrom,
}

/// <summary>At which time a country is judged.</summary>
public enum JurisdictionAt
{
    /// <summary>On the days of the hop.</summary>
    HopDate,

    /// <summary>On the day <see cref="TimeRule.AsOf"/>.</summary>
    AsOf,

    /// <summary>At any time.</summary>
    Ever,
}

/// <summary>A waypoint: a holder that is one of the ids and of one of the kinds; what is empty is not asked.</summary>
public sealed record ViaRule(ImmutableArray<EntityId> Ids, ImmutableArray<string> Kinds);

/// <summary>What must not be touched.</summary>
public sealed record AvoidRule
{
    /// <summary>Degree above which a holder between the ends is a hub and not crossed.</summary>
    public const int DefaultDegree = 200;

    /// <summary>Entities that may not be holders, and deals that may not be hops; by id.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Kinds of entities that may not be holders.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Most distinct deals of the flow that a holder between the ends may have, unless a waypoint names it.</summary>
    public int DegreeAbove { get; init; } = DefaultDegree;
}

/// <summary>May a chain go on from the owner of a holder?</summary>
/// <param name="MinShare">Least share, in percent; 50 by default.</param>
/// <param name="UnknownShare">What an unknown share counts as.</param>
public sealed record OwnershipRule(decimal MinShare = 50, UnknownShare UnknownShare = UnknownShare.Exclude);

/// <summary>What an unknown share counts as.</summary>
public enum UnknownShare
{
    /// <summary>Too small.</summary>
    Exclude,

    /// <summary>Large enough, perhaps.</summary>
    Allow,
}

/// <summary>What each hop must rest on.</summary>
public sealed record EvidenceRule
{
    /// <summary>Fewest sources of claims that resolve, copies counted once.</summary>
    public int MinIndependentSources { get; init; } = 1;

    /// <summary>Weakest tier of a source that counts towards the number; null: all count.</summary>
    public Tier? MinTier { get; init; }

    /// <summary>Sources to look at the graph without.</summary>
    public ImmutableArray<SourceId> ExcludeSources { get; init; } = [];
}

/// <summary>By what paths are ordered; the path id always breaks ties.</summary>
public enum PathOrder
{
    /// <summary>Fewest deals first.</summary>
    Hops,

    /// <summary>Earliest feasible last day first.</summary>
    EarliestEnd,

    /// <summary>Latest feasible last day first.</summary>
    LatestEnd,

    /// <summary>Largest disclosed lower bound of the last deal's price in US dollars first; without one last.</summary>
    Value,
}
