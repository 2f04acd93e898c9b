namespace TechGraph.Core.Graph;

/// <summary>What a check of a store found.</summary>
/// <param name="Faults">One sentence for each damage, by table and row; empty: the store is as its history says.</param>
/// <param name="Notes">What was found in order or brought up to date on the way, and may interest an operator.</param>
public sealed record VerifyResult(IReadOnlyList<string> Faults, IReadOnlyList<string> Notes)
{
    /// <summary>Whether no fault was found.</summary>
    public bool IsSound => Faults.Count == 0;
}
