using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Loading;

/// <summary>
/// The result of a load. A load with problems writes nothing, with one exception: if another process writes between two of its change sets
/// and causes a problem, the first <see cref="ChangeSets"/> change sets stay durable.
/// </summary>
/// <param name="Dossiers">Number of dossiers read.</param>
/// <param name="Problems">All problems, in order of file, line and column; empty: everything was loaded.</param>
/// <param name="Sequence">The version after the load.</param>
public sealed record LoadReport(int Dossiers, ImmutableArray<Problem> Problems, long Sequence)
{
    /// <summary>Number of new records.</summary>
    public int Added { get; init; }

    /// <summary>Number of changed records.</summary>
    public int Changed { get; init; }

    /// <summary>Number of records that the dossiers no longer have.</summary>
    public int Removed { get; init; }

    /// <summary>Number of unchanged records.</summary>
    public int Unchanged { get; init; }

    /// <summary>Dossiers of the graph that were not among the files, in order of id; they are removed only if requested.</summary>
    public IReadOnlyList<DossierId> Missing { get; init; } = [];

    /// <summary>Dossiers among the files that were not loaded because the graph has them as the intake submitted them, in order of id.</summary>
    public IReadOnlyList<DossierId> KeptFromIntake { get; init; } = [];

    /// <summary>Number of change sets written; each is durable before the next begins.</summary>
    public int ChangeSets { get; init; }

    /// <summary>Whether anything was written.</summary>
    public bool Wrote => Added + Changed + Removed > 0;
}

/// <summary>Progress of a load.</summary>
/// <param name="Written">Number of durable records.</param>
/// <param name="Total">Number of records to write.</param>
/// <param name="Sequence">The current version.</param>
public sealed record LoadProgress(int Written, int Total, long Sequence);
