using System.Collections.Frozen;

namespace TechGraph.Ingest.Dossiers;

/// <summary>How an event can relate to another.</summary>
public static class LinkKinds
{
    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = new[]
    {
        "under", "amends", "supersedes", "suspends", "implements", "condition-of", "undoes", "example-of", "before", "after",
    }.ToFrozenSet(StringComparer.Ordinal);
}
