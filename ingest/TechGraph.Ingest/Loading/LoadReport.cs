using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Loading;

/// <summary>
/// What a load did. With problems it did nothing, unless somebody wrote between two of its change sets and what they wrote is in its way:
/// then the first ones, as many as <see cref="ChangeSets"/>, are durable.
/// </summary>
/// <param name="Dossiers">How many dossiers were read.</param>
/// <param name="Problems">Everything that is wrong, by file, line and column; empty: all was loaded.</param>
/// <param name="Sequence">The graph's version after it.</param>
public sealed record LoadReport(int Dossiers, ImmutableArray<Problem> Problems, long Sequence)
{
    /// <summary>Records that are new.</summary>
    public int Added { get; init; }

    /// <summary>Records that are not what they were.</summary>
    public int Changed { get; init; }

    /// <summary>Records that the dossiers no longer have.</summary>
    public int Removed { get; init; }

    /// <summary>Records that are what they were.</summary>
    public int Unchanged { get; init; }

    /// <summary>Dossiers of the graph that were not among the files, by id; withdrawn only when asked for.</summary>
    public IReadOnlyList<DossierId> Missing { get; init; } = [];

    /// <summary>Dossiers among the files that were left as the graph has them, by id.</summary>
    public IReadOnlyList<DossierId> KeptFromIntake { get; init; } = [];

    /// <summary>In how many change sets it was written; each is durable before the next begins.</summary>
    public int ChangeSets { get; init; }

    /// <summary>Whether anything was written.</summary>
    public bool Wrote => Added + Changed + Removed > 0;
}

/// <summary>How far a load has come.</summary>
/// <param name="Written">Records that are durable.</param>
/// <param name="Total">Records that are to be written in all.</param>
/// <param name="Sequence">The graph's version now.</param>
public sealed record LoadProgress(int Written, int Total, long Sequence);
