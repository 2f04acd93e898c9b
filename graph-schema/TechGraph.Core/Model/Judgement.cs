namespace TechGraph.Core.Model;

/// <summary>A person's decision on two entities.</summary>
public enum Verdict
{
    /// <summary>Not decided; the pair is not suggested again.</summary>
    Unsure,

    /// <summary>They are the same; the first id redirects to the second.</summary>
    Same,

    /// <summary>They are different; the pair is never suggested and never matched again.</summary>
    Different,
}

/// <summary>
/// A person's judgement on whether two entities are the same. A later judgement on the pair replaces it; the history keeps both. It belongs
/// to no dossier, so no load removes it.
/// </summary>
/// <param name="Entity">The first entity; if both are the same, the id that now redirects to <paramref name="Other"/>.</param>
/// <param name="Other">The second entity; if both are the same, the one that remains.</param>
/// <param name="Verdict">The decision.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">The day (UTC).</param>
public sealed record Judgement(EntityId Entity, EntityId Other, Verdict Verdict, string By, DateOnly At)
{
    /// <summary>Why; null: not stated.</summary>
    public string? Note { get; init; }

    /// <summary>The same id for a pair, whichever entity is named first.</summary>
    public static RecordRef RefOf(EntityId one, EntityId other) =>
        new(RecordKind.Judgement, one < other ? $"{one}+{other}" : $"{other}+{one}");
}
