using System.Collections.Immutable;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Paths;

/// <summary>One chain of deals along which a flow runs.</summary>
/// <param name="Id">SHA-256 of the lines <c>deal|FLOW|giver|taker</c> in UTF-8, lower-case hex.</param>
/// <param name="Hops">The deals, first to last.</param>
public sealed record DealPath(string Id, ImmutableArray<DealHop> Hops)
{
    /// <summary>The entity that matches the query's <c>from</c>: the first giver or, if ownership is followed, an owner of it.</summary>
    public required EntityId From { get; init; }

    /// <summary>The entity that matches the query's <c>to</c>: the last taker or, if ownership is followed, an owner of it.</summary>
    public required EntityId To { get; init; }

    /// <summary>What arrives at the end, in order of id; empty unless the flow is IP.</summary>
    public ImmutableArray<Carried> Carried { get; init; } = [];

    /// <summary>Whether this is a path on every reading of all dates.</summary>
    public bool IsCertain => Doubts.IsEmpty;

    /// <summary>Reasons why the path is only possible; empty if it is certain.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Earliest day on which the last hop can lie in order; <see cref="DateOnly.MinValue"/> if no bound is known.</summary>
    public DateOnly EarliestEnd { get; init; }

    /// <summary>Latest day on which the last hop can lie; <see cref="DateOnly.MaxValue"/> if no bound is known.</summary>
    public DateOnly LatestEnd { get; init; }

    /// <summary>The countries that the ends were tested for.</summary>
    public ImmutableArray<JurisdictionTest> Jurisdictions { get; init; } = [];
}

/// <summary>One deal of a chain.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Flow">What flows.</param>
/// <param name="Giver">From whom.</param>
/// <param name="Taker">To whom.</param>
public sealed record DealHop(Event Deal, Flow Flow, EntityId Giver, EntityId Taker)
{
    /// <summary>The holder before this hop, if the giver is its owner; null: the giver is the holder itself.</summary>
    public EntityId? OwnerOf { get; init; }

    /// <summary>The date used, and its milestone; null: undated.</summary>
    public (Milestone Milestone, Resolved<PartialDate> Date)? Date { get; init; }

    /// <summary>The status of the deal on the day of the query.</summary>
    public required StatusResult Status { get; init; }

    /// <summary>What this hop passes on; empty unless the flow is IP.</summary>
    public ImmutableArray<Carried> Carried { get; init; } = [];
}

/// <summary>A technology that is carried, or something unnamed.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Id">The technology, the deal that names none, or the holder of the unnamed technologies.</param>
public sealed record Carried(CarriedKind Kind, string Id)
{
    /// <summary>Whether it is carried on every reading.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Fields that the deal names instead of a technology; empty unless the kind is an unnamed deal.</summary>
    public ImmutableArray<EntityId> Fields { get; init; } = [];

    /// <summary>Where it comes from; null: not computed for this hop, or not recorded.</summary>
    public OriginResult? Origin { get; init; }
}

/// <summary>The kinds of what is carried.</summary>
public enum CarriedKind
{
    /// <summary>A named technology.</summary>
    Technology,

    /// <summary>What a deal moves without naming it.</summary>
    UnnamedDeal,

    /// <summary>What a holder has without a record that names it.</summary>
    UnnamedHolder,
}

/// <summary>The country of origin of what is carried (rule 1).</summary>
/// <param name="Countries">ISO 3166-1 codes in order; more than one if the origin is not certain.</param>
/// <param name="Basis">How the origin is known.</param>
/// <param name="Relations">The relations that it is based on.</param>
public sealed record OriginResult(ImmutableArray<string> Countries, OriginBasis Basis, ImmutableArray<ResolvedRelation> Relations);

/// <summary>How an origin is known.</summary>
public enum OriginBasis
{
    /// <summary>From where the technology was developed.</summary>
    Developed,

    /// <summary>From where the giver of the first hop was founded.</summary>
    Founded,

    /// <summary>Assumed from the earliest known base of the giver of the first hop.</summary>
    Assumed,
}

/// <summary>A country that an end was tested for.</summary>
/// <param name="Entity">The entity at the end.</param>
/// <param name="Rule">The country of the query.</param>
/// <param name="Truth">Possible or certain.</param>
/// <param name="Relations">The relations used, with their intervals.</param>
public sealed record JurisdictionTest(EntityId Entity, CountryRule Rule, Truth Truth, ImmutableArray<ResolvedRelation> Relations);

/// <summary>A reason why a path is only possible.</summary>
/// <param name="Kind">What is in doubt.</param>
/// <param name="Hop">The hop, counted from 1; for the order of two hops, the later one.</param>
/// <param name="Text">The reason as a sentence, with the dates.</param>
public sealed record Doubt(DoubtKind Kind, int Hop, string Text);

/// <summary>What can be in doubt.</summary>
public enum DoubtKind
{
    /// <summary>Whether the hop comes after the one before it.</summary>
    Order,

    /// <summary>Whether the hop's date meets the query's condition.</summary>
    Date,

    /// <summary>Whether an end belongs to the country.</summary>
    Country,

    /// <summary>The standing of the deal.</summary>
    Standing,

    /// <summary>What is carried.</summary>
    Carried,

    /// <summary>Who owns a holder.</summary>
    Ownership,
}

/// <summary>The result of a search, and whether it is complete.</summary>
public sealed record DealPathResult
{
    /// <summary>The paths, in the query's order.</summary>
    public required ImmutableArray<DealPath> Paths { get; init; }

    /// <summary>Why there is no path; null if there are paths.</summary>
    public NoPathReason? NoPath { get; init; }

    /// <summary>Why the search stopped early; null: it is complete.</summary>
    public Truncation? Truncation { get; init; }

    /// <summary>Number of entities that match the start of the query, whether or not they have deals; groups count only if the query includes them.</summary>
    public int FromCount => Counts.Value.From;

    /// <summary>Number of entities that match the end of the query, whether or not they have deals; groups count only if the query includes them.</summary>
    public int ToCount => Counts.Value.To;

    /// <summary>Counted only when requested, because it is expensive in a large graph.</summary>
    internal Lazy<(int From, int To)> Counts { get; init; } = new((0, 0));

    /// <summary>Hubs between start and end that were not crossed, in order of id.</summary>
    public ImmutableArray<EntityId> SkippedHubs { get; init; } = [];

    /// <summary>Edges scanned.</summary>
    public long Explored { get; init; }
}

/// <summary>Why there is no path.</summary>
public enum NoPathReason
{
    /// <summary>The search stopped at its budget: there may be a path.</summary>
    UnknownTruncated,

    /// <summary>A candidate was rejected only because a value is unknown, or because a hub was not crossed.</summary>
    UnknownCoverage,

    /// <summary>The records contain no path.</summary>
    AbsentInGraph,
}

/// <summary>Where a search stopped early.</summary>
/// <param name="Reason"><c>EDGES</c> or <c>PATHS</c>.</param>
/// <param name="Explored">Edges scanned.</param>
/// <param name="Limit">The limit that was reached.</param>
/// <param name="Frontier">Holders from which the search did not continue, in order of id; at most 20.</param>
public sealed record Truncation(string Reason, long Explored, long Limit, ImmutableArray<EntityId> Frontier);
