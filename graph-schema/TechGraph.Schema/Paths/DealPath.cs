using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Resolution;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Paths;

/// <summary>One chain of deals along which a flow runs.</summary>
/// <param name="Id">SHA-256 of the lines <c>deal|FLOW|giver|taker</c> in UTF-8, lower-case hex.</param>
/// <param name="Hops">The deals, first to last.</param>
public sealed record DealPath(string Id, ImmutableArray<DealHop> Hops)
{
    /// <summary>Who satisfies the query's <c>from</c>: the first giver, or with ownership an owner of it.</summary>
    public required EntityId From { get; init; }

    /// <summary>Who satisfies the query's <c>to</c>: the last taker, or with ownership an owner of it.</summary>
    public required EntityId To { get; init; }

    /// <summary>What arrives; flow IP only, else empty. By id.</summary>
    public ImmutableArray<Carried> Carried { get; init; } = [];

    /// <summary>Whether every reading of all dates makes this a path.</summary>
    public bool IsCertain => Doubts.IsEmpty;

    /// <summary>Where the doubt lies; empty when certain.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Earliest day on which the last hop can lie in order; <see cref="DateOnly.MinValue"/> where no bound is known.</summary>
    public DateOnly EarliestEnd { get; init; }

    /// <summary>Latest day on which the last hop can lie; <see cref="DateOnly.MaxValue"/> where no bound is known.</summary>
    public DateOnly LatestEnd { get; init; }

    /// <summary>Countries that the ends were judged by.</summary>
    public ImmutableArray<JurisdictionUse> Jurisdictions { get; init; } = [];
}

/// <summary>One deal of a chain.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Flow">What runs.</param>
/// <param name="Giver">From whom.</param>
/// <param name="Taker">To whom.</param>
public sealed record DealHop(Event Deal, Flow Flow, EntityId Giver, EntityId Taker)
{
    /// <summary>The holder before, where the giver is its owner; null: the giver is the holder itself.</summary>
    public EntityId? OwnerOf { get; init; }

    /// <summary>The date used, and which it is; null: undated.</summary>
    public (Milestone Milestone, Resolved<PartialDate> Date)? Date { get; init; }

    /// <summary>Where the deal stands at the time of the question.</summary>
    public required StatusResult Status { get; init; }

    /// <summary>What this hop hands on; flow IP only, else empty.</summary>
    public ImmutableArray<Carried> Carried { get; init; } = [];
}

/// <summary>A technology that travels, or something unnamed.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Id">The technology, the deal that names none, or the holder whose bundle it is.</param>
public sealed record Carried(CarriedKind Kind, string Id)
{
    /// <summary>Whether it is there on every reading.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Fields that the deal names instead of a technology; of an unnamed deal only.</summary>
    public ImmutableArray<EntityId> Fields { get; init; } = [];

    /// <summary>Where it comes from; null: not worked out for this hop, or nothing is recorded.</summary>
    public OriginResult? Origin { get; init; }
}

/// <summary>What is carried.</summary>
public enum CarriedKind
{
    /// <summary>A named technology.</summary>
    Technology,

    /// <summary>What a deal moves without naming it.</summary>
    UnnamedDeal,

    /// <summary>What a holder has without anybody naming it.</summary>
    UnnamedHolder,
}

/// <summary>Where something that is carried comes from (rule 1).</summary>
/// <param name="Countries">ISO 3166-1 codes, by code; more than one where it is not certain.</param>
/// <param name="Basis">From what it is known.</param>
/// <param name="Relations">The relations that it rests on.</param>
public sealed record OriginResult(ImmutableArray<string> Countries, OriginBasis Basis, ImmutableArray<ResolvedRelation> Relations);

/// <summary>From what an origin is known.</summary>
public enum OriginBasis
{
    /// <summary>It is recorded where the technology was developed.</summary>
    Developed,

    /// <summary>By where the giver of the first hop was founded.</summary>
    Founded,

    /// <summary>Assumed from the earliest known base of the giver of the first hop.</summary>
    Assumed,
}

/// <summary>A country by which an end was judged.</summary>
/// <param name="Entity">Who was judged.</param>
/// <param name="Rule">The country asked for.</param>
/// <param name="Truth">Possible or certain.</param>
/// <param name="Relations">The relations used, with their intervals.</param>
public sealed record JurisdictionUse(EntityId Entity, CountryRule Rule, Truth Truth, ImmutableArray<ResolvedRelation> Relations);

/// <summary>A reason why a path is only possible.</summary>
/// <param name="Kind">What is in doubt.</param>
/// <param name="Hop">The hop, counted from 1; for an order, the later of the two.</param>
/// <param name="Text">In a sentence, with the dates.</param>
public sealed record Doubt(DoubtKind Kind, int Hop, string Text);

/// <summary>What can be in doubt.</summary>
public enum DoubtKind
{
    /// <summary>Whether the hop comes after the one before it.</summary>
    Order,

    /// <summary>Whether the hop's date lies where it must.</summary>
    Date,

    /// <summary>Where an end belongs.</summary>
    Country,

    /// <summary>Where the deal stands.</summary>
    Standing,

    /// <summary>What is carried.</summary>
    Carried,

    /// <summary>Who owns a holder.</summary>
    Ownership,
}

/// <summary>All that a search found, and whether it looked everywhere.</summary>
public sealed record DealPathResult
{
    /// <summary>The paths, ordered.</summary>
    public required ImmutableArray<DealPath> Paths { get; init; }

    /// <summary>Why there is none; null when there are paths.</summary>
    public NoPathReason? NoPath { get; init; }

    /// <summary>Why the search stopped before its end; null: it looked everywhere.</summary>
    public Truncation? Truncation { get; init; }

    /// <summary>Entities that can be a start, whatever their deals; groups only where the query includes them.</summary>
    public int FromCount => Counts.Value.From;

    /// <summary>Entities that can be an end, whatever their deals; groups only where the query includes them.</summary>
    public int ToCount => Counts.Value.To;

    /// <summary>Counted when asked for: in a large graph it is work of its own.</summary>
    internal Lazy<(int From, int To)> Counts { get; init; } = new((0, 0));

    /// <summary>Hubs on some walk from the start to the end that were not crossed, by id.</summary>
    public ImmutableArray<EntityId> SkippedHubs { get; init; } = [];

    /// <summary>Edges looked at.</summary>
    public long Explored { get; init; }
}

/// <summary>Why there is no path.</summary>
public enum NoPathReason
{
    /// <summary>The budget ended the search: there may be one.</summary>
    UnknownTruncated,

    /// <summary>A candidate was refused only because a needed value is unknown, or a skipped hub lay between.</summary>
    UnknownCoverage,

    /// <summary>The records have none.</summary>
    AbsentInGraph,
}

/// <summary>A search that stopped before its end.</summary>
/// <param name="Reason"><c>EDGES</c> or <c>PATHS</c>.</param>
/// <param name="Explored">Edges looked at.</param>
/// <param name="Limit">The limit that was reached.</param>
/// <param name="Frontier">Holders from which the search had not gone on, by id; at most 20.</param>
public sealed record Truncation(string Reason, long Explored, long Limit, ImmutableArray<EntityId> Frontier);
