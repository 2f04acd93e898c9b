using System.Collections.Frozen;

namespace TechGraph.Ingest.Dossiers;

/// <summary>The kinds of links between events.</summary>
public static class LinkKinds
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = new[]
    {
        "under", "amends", "supersedes", "suspends", "implements", "condition-of", "undoes", "example-of", "before", "after",
    }.ToFrozenSet(StringComparer.Ordinal);
}
