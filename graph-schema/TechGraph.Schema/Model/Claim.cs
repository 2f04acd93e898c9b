using System.Collections.Immutable;

namespace TechGraph.Schema.Model;

/// <summary>How a source stands to what it says. Only the first three resolve to values; the others are shown beside.</summary>
public enum Stance
{
    /// <summary>Says it as a fact.</summary>
    States,

    /// <summary>Passes on what others say.</summary>
    Reports,

    /// <summary>Puts right what was said before.</summary>
    Corrects,

    /// <summary>Accuses without proof.</summary>
    Alleges,

    /// <summary>Expects it.</summary>
    Predicts,

    /// <summary>Says that it is not so.</summary>
    Denies,

    /// <summary>Judges.</summary>
    Opines,

    /// <summary>Was asked and said nothing.</summary>
    NoComment,
}

/// <summary>Who wrote a claim down.</summary>
public enum Origin
{
    /// <summary>A person, from the source.</summary>
    Human,

    /// <summary>An import of a table.</summary>
    Import,

    /// <summary>A language model.</summary>
    Model,

    /// <summary>Our own editors' summary; counts as tier <see cref="Tier.Other"/>.</summary>
    Editorial,
}

/// <summary>Dates that a claim can give of an event; each but <see cref="Date"/> is a status too, from that day.</summary>
public enum Milestone
{
    /// <summary>Made public by a party.</summary>
    Announced,

    /// <summary>Agreed in writing.</summary>
    Signed,

    /// <summary>Completed.</summary>
    Closed,

    /// <summary>Has effect from.</summary>
    InForce,

    /// <summary>Ran its course.</summary>
    Ended,

    /// <summary>When it happened; of an act, when it began.</summary>
    Date,
}

/// <summary>What one source says about one record. Values live here; nothing is overwritten, a correction is a new claim.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="About">The event, relation, entity or source that it speaks of.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Says">A paraphrase in our own words.</param>
/// <param name="Dossier">The dossier that holds it.</param>
public sealed record Claim(ClaimId Id, RecordRef About, SourceId Source, string Says, DossierId Dossier)
{
    /// <summary>Where in the source, such as <c>para 11</c>; null: the source as a whole.</summary>
    public string? Locator { get; init; }

    /// <summary>The fact that it records, such as <c>S000-024</c>; null: none of a fact file.</summary>
    public string? Fact { get; init; }

    /// <summary>How the source stands to it.</summary>
    public Stance Stance { get; init; }

    /// <summary>Who wrote it down.</summary>
    public Origin Origin { get; init; }

    /// <summary>Who said it to the source; null: the source itself.</summary>
    public EntityId? AttributedTo { get; init; }

    /// <summary>Words of doubt; null: none.</summary>
    public string? Hedge { get; init; }

    /// <summary>On what it depends; null: on nothing.</summary>
    public string? Condition { get; init; }

    /// <summary>From what it was inferred; null: said outright.</summary>
    public string? Basis { get; init; }

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>It says that this is not so.</summary>
    public bool Negative { get; init; }

    /// <summary>Dates of the event.</summary>
    public ImmutableSortedDictionary<Milestone, StatedDate> Dates { get; init; } = ImmutableSortedDictionary<Milestone, StatedDate>.Empty;

    /// <summary>A status of the event; null: none but those that <see cref="Dates"/> give.</summary>
    public StatedStatus? Status { get; init; }

    /// <summary>How the act ended; null: not said.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How far the deal was carried out; null: not said.</summary>
    public StatedPerformance? Performed { get; init; }

    /// <summary>Sums.</summary>
    public ImmutableArray<Money> Values { get; init; } = [];

    /// <summary>A share; null: not said.</summary>
    public Share? Share { get; init; }

    /// <summary>Figures that are no money.</summary>
    public ImmutableArray<Quantity> Quantities { get; init; } = [];

    /// <summary>First day of a relation; null: not said.</summary>
    public StatedDate? Since { get; init; }

    /// <summary>First day on which a relation is no longer so; null: not said.</summary>
    public StatedDate? Until { get; init; }

    /// <summary>Some day on which a relation was so, where neither start nor end is known; null: not said.</summary>
    public StatedDate? Held { get; init; }

    /// <summary>Why it is no longer stood by; null: it is.</summary>
    public Withdrawn? Withdrawn { get; init; }

    /// <summary>Whether it can set a value: it states, reports or corrects, and does not say "not so".</summary>
    public bool Resolves => !Negative && Stance is (Stance.States or Stance.Reports or Stance.Corrects);
}

/// <summary>A status, and from when.</summary>
/// <param name="Status">The status.</param>
/// <param name="From">From when; null: from the claim's date of that name, else its <see cref="Milestone.Date"/>, else unknown.</param>
public sealed record StatedStatus(EventStatus Status, PartialDate? From);

/// <summary>How far a deal was carried out, and by when.</summary>
/// <param name="Extent">How far.</param>
/// <param name="From">By when; null: unknown.</param>
public sealed record StatedPerformance(Performance Extent, PartialDate? From);
