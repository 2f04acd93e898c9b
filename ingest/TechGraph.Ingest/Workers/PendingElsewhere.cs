namespace TechGraph.Ingest.Workers;

/// <summary>Pending items of other leases that may still add records to the graph.</summary>
/// <param name="HasUntried">Whether an item is pending that no worker has tried, or that the store did not accept.</param>
/// <param name="LowestTriedVersion">
/// Of the items that were tried and had a missing reference, the lowest version of the graph in which that was so; null: none.
/// </param>
public readonly record struct PendingElsewhere(bool HasUntried, long? LowestTriedVersion)
{
    /// <summary>
    /// Whether one of them may be stored although nothing new is submitted. An item with a reference that was missing in a version would
    /// miss it in the same version again.
    /// </summary>
    /// <param name="sequence">The version of the graph after these items were read.</param>
    public bool MayHelp(long sequence) => HasUntried || LowestTriedVersion < sequence;
}
