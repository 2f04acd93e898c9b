namespace TechGraph.Schema.Model;

/// <summary>What a person says of two entities.</summary>
public enum Verdict
{
    /// <summary>Nobody can tell yet; the pair is not offered again.</summary>
    Unsure,

    /// <summary>They are one; the one's id leads to the other.</summary>
    Same,

    /// <summary>They are two; the pair is never offered, and never matched, again.</summary>
    Different,
}

/// <summary>
/// A person's judgement on whether two entities are one. A later judgement on the pair takes its place; the history keeps both. It belongs to
/// no dossier, and so outlives every load.
/// </summary>
/// <param name="Entity">The one; where they are the same, the id that from now on leads to <paramref name="Other"/>.</param>
/// <param name="Other">The other; where they are the same, the one that stays.</param>
/// <param name="Verdict">What is said.</param>
/// <param name="By">Who says it.</param>
/// <param name="At">On which day (UTC).</param>
public sealed record Judgement(EntityId Entity, EntityId Other, Verdict Verdict, string By, DateOnly At)
{
    /// <summary>Why; null: not said.</summary>
    public string? Note { get; init; }

    /// <summary>One id for a pair, whichever is named first.</summary>
    public static RecordRef RefOf(EntityId one, EntityId other) =>
        new(RecordKind.Judgement, one < other ? $"{one}+{other}" : $"{other}+{one}");
}
