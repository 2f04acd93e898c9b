namespace TechGraph.Core.Model;

/// <summary>Marks an entity or a claim as withdrawn. It belongs to no dossier, so the record stays withdrawn when its file is loaded again.</summary>
/// <param name="Of">The entity or the claim.</param>
/// <param name="Reason">Why, for the reader.</param>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">The day (UTC).</param>
public sealed record Withdrawal(RecordRef Of, string Reason, string By, DateOnly At)
{
    /// <summary>The day on which the publisher retracted it; null: it should never have been recorded, and does not count on any day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The claim that states what is right instead; null: none. That claim has the stance <c>corrects</c>.</summary>
    public ClaimId? CorrectedBy { get; init; }

    /// <summary>The reference of the withdrawal of a record.</summary>
    public static RecordRef RefOf(RecordRef record) => new(RecordKind.Withdrawal, record.ToString());
}

/// <summary>The part of a <see cref="Withdrawal"/> that the withdrawn record shows.</summary>
/// <param name="Reason">Why, for the reader.</param>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">The day (UTC).</param>
/// <param name="From">The day on which the publisher retracted it; null: it does not count on any day.</param>
/// <param name="CorrectedBy">The claim that states what is right instead; null: none.</param>
public sealed record Withdrawn(string Reason, string By, DateOnly At, DateOnly? From, ClaimId? CorrectedBy)
{
    /// <summary>Whether the withdrawal applies if only sources published by a day count; null: now.</summary>
    public bool AppliesAt(DateOnly? knownAt) => From is not { } day || knownAt is not { } known || known >= day;
}
