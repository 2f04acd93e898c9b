namespace TechGraph.Ingest.Workers;

/// <summary>Whether items besides one's own may still bring something into the graph.</summary>
/// <param name="HasUntried">Whether one is on its way that nobody has tried, or that the store did not take.</param>
/// <param name="LowestTriedVersion">Of those that were tried and missed something, the least version of the graph in which they did; null: none.</param>
public readonly record struct PendingElsewhere(bool HasUntried, long? LowestTriedVersion)
{
    /// <summary>
    /// Whether one of them may be stored without anything new coming: what missed something in a version misses it in the same version
    /// again.
    /// </summary>
    /// <param name="sequence">The version that the graph had after they were looked at.</param>
    public bool MayHelp(long sequence) => HasUntried || LowestTriedVersion < sequence;
}
