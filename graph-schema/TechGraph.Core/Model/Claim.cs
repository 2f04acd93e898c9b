using System.Collections.Immutable;

namespace TechGraph.Core.Model;

/// <summary>How a source relates to what it says. Only the first three set values; the others are shown beside the value.</summary>
public enum Stance
{
    /// <summary>States it as a fact.</summary>
    States,

    /// <summary>Reports what others say.</summary>
    Reports,

    /// <summary>Corrects an earlier statement.</summary>
    Corrects,

    /// <summary>Accuses somebody without proof.</summary>
    Alleges,

    /// <summary>Expects it to happen.</summary>
    Predicts,

    /// <summary>Denies it.</summary>
    Denies,

    /// <summary>Gives an opinion.</summary>
    Opines,

    /// <summary>Was asked and did not comment.</summary>
    NoComment,
}

/// <summary>Who recorded a claim.</summary>
public enum ClaimOrigin
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

/// <summary>Dates that a claim can give for an event. Each except <see cref="Date"/> is also a status that starts on that day.</summary>
public enum Milestone
{
    /// <summary>Made public by a party.</summary>
    Announced,

    /// <summary>Signed.</summary>
    Signed,

    /// <summary>Completed.</summary>
    Closed,

    /// <summary>Takes effect.</summary>
    InForce,

    /// <summary>Ended as planned.</summary>
    Ended,

    /// <summary>When it happened; of an act, when it began.</summary>
    Date,
}

/// <summary>What one source says about one record. Values are stored here. Nothing is overwritten: a correction is a new claim.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="About">The event, relation, entity or source that it is about.</param>
/// <param name="Source">The source that says it.</param>
/// <param name="Says">A paraphrase in our own words.</param>
/// <param name="Dossier">The dossier that it belongs to.</param>
public sealed record Claim(ClaimId Id, RecordRef About, SourceId Source, string Says, DossierId Dossier)
{
    /// <summary>The place in the source, such as <c>para 11</c>; null: the source in general.</summary>
    public string? Locator { get; init; }

    /// <summary>The fact that it records, such as <c>S000-024</c>; null: it comes from no fact file.</summary>
    public string? Fact { get; init; }

    /// <summary>How the source relates to it.</summary>
    public Stance Stance { get; init; }

    /// <summary>Who recorded it.</summary>
    public ClaimOrigin Origin { get; init; }

    /// <summary>Who said it to the source; null: the source itself says it.</summary>
    public EntityId? AttributedTo { get; init; }

    /// <summary>The source's words of doubt; null: none.</summary>
    public string? Hedge { get; init; }

    /// <summary>The condition that it depends on; null: none.</summary>
    public string? Condition { get; init; }

    /// <summary>What it was inferred from; null: it is stated explicitly.</summary>
    public string? Basis { get; init; }

    /// <summary>A remark for the reader; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it says that something is not so.</summary>
    public bool Negative { get; init; }

    /// <summary>Dates of the event.</summary>
    public ImmutableSortedDictionary<Milestone, StatedDate> Dates { get; init; } = ImmutableSortedDictionary<Milestone, StatedDate>.Empty;

    /// <summary>A status of the event; null: only those that <see cref="Dates"/> give.</summary>
    public StatedStatus? Status { get; init; }

    /// <summary>How the act ended; null: not stated.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>How far the deal was carried out; null: not stated.</summary>
    public StatedPerformance? Performed { get; init; }

    /// <summary>Sums.</summary>
    public ImmutableArray<Money> Values { get; init; } = [];

    /// <summary>A share; null: not stated.</summary>
    public Share? Share { get; init; }

    /// <summary>Figures other than money.</summary>
    public ImmutableArray<Quantity> Quantities { get; init; } = [];

    /// <summary>First day of a relation; null: not stated.</summary>
    public StatedDate? Since { get; init; }

    /// <summary>First day on which a relation is no longer valid; null: not stated.</summary>
    public StatedDate? Until { get; init; }

    /// <summary>Some day on which a relation held, if neither start nor end is known; null: not stated.</summary>
    public StatedDate? Held { get; init; }

    /// <summary>Why it was withdrawn; null: it was not.</summary>
    public Withdrawn? Withdrawn { get; init; }

    /// <summary>Whether it can set a value: its stance is states, reports or corrects, and it is not negative.</summary>
    public bool Resolves => !Negative && Stance is (Stance.States or Stance.Reports or Stance.Corrects);
}

/// <summary>A status with its start.</summary>
/// <param name="Status">The status.</param>
/// <param name="From">When it starts; null: on the claim's date of that name, else on its <see cref="Milestone.Date"/>, else unknown.</param>
public sealed record StatedStatus(EventStatus Status, PartialDate? From);

/// <summary>How far a deal was carried out, and by when.</summary>
/// <param name="Extent">How far.</param>
/// <param name="From">By when; null: unknown.</param>
public sealed record StatedPerformance(Performance Extent, PartialDate? From);
