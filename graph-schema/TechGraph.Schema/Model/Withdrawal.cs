namespace TechGraph.Schema.Model;

/// <summary>
/// A tombstone: an entity or a claim is no longer stood by. It belongs to no dossier, so that what it withdraws stays withdrawn when its
/// file is loaded again.
/// </summary>
/// <param name="Of">The entity or the claim.</param>
/// <param name="Reason">Why, for the reader.</param>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">On which day (UTC).</param>
public sealed record Withdrawal(RecordRef Of, string Reason, string By, DateOnly At)
{
    /// <summary>The day on which its publisher took it back; null: it should never have been recorded, and counts at no date.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The claim that says what is right instead; null: none. That claim has the stance <c>corrects</c>.</summary>
    public ClaimId? CorrectedBy { get; init; }

    /// <summary>Where the tombstone of a record stands.</summary>
    public static RecordRef RefOf(RecordRef record) => new(RecordKind.Withdrawal, record.ToString());
}

/// <summary>What a withdrawn record carries of its <see cref="Withdrawal"/>.</summary>
/// <param name="Reason">Why, for the reader.</param>
/// <param name="By">Who withdrew it.</param>
/// <param name="At">On which day (UTC).</param>
/// <param name="From">The day on which its publisher took it back; null: it counts at no date.</param>
/// <param name="CorrectedBy">The claim that says what is right instead; null: none.</param>
public sealed record Withdrawn(string Reason, string By, DateOnly At, DateOnly? From, ClaimId? CorrectedBy)
{
    /// <summary>Whether the withdrawal counts at a time of publication; null: at the present.</summary>
    public bool AppliesAt(DateOnly? knownAt) => From is not { } day || knownAt is not { } known || known >= day;
}
