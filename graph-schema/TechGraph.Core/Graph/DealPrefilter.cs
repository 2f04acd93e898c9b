using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Graph;

/// <summary>
/// Selects the deals that may be hops of a chain, as far as a store can decide alone: those on some candidate chain of the flow, with a
/// limited number of deals, from one set of entities to another. A store may return too many deals, never too few.
/// </summary>
public sealed record DealPrefilter
{
    /// <summary>The flow.</summary>
    public required Flow Flow { get; init; }

    /// <summary>Who may begin a chain; null: any entity.</summary>
    public EntityPrefilter? From { get; init; }

    /// <summary>Who may end a chain; null: any entity.</summary>
    public EntityPrefilter? To { get; init; }

    /// <summary>Kinds of deals before the last; empty: any.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Kinds of the last deal; empty: the same as <see cref="Kinds"/>.</summary>
    public ImmutableArray<string> FinalKinds { get; init; } = [];

    /// <summary>Maximum number of deals in a chain.</summary>
    public required int MaxHops { get; init; }

    /// <summary>Leaves out deals that every claim dates after this day; null: none.</summary>
    public DateOnly? LatestStart { get; init; }

    /// <summary>Leaves out deals that every claim dates before this day; null: none.</summary>
    public DateOnly? EarliestEnd { get; init; }

    /// <summary>Whether a chain may continue from an owner of a holder.</summary>
    public bool WithOwners { get; init; }

    /// <summary>Leaves out deals that never took place, according to every claim.</summary>
    public bool WithoutStopped { get; init; }

    /// <summary>Ids of entities and deals that no chain may touch.</summary>
    public ImmutableArray<string> Avoid { get; init; } = [];

    /// <summary>Maximum number of edges to scan.</summary>
    public required long Budget { get; init; }

    /// <summary>A text that is equal for equal prefilters only.</summary>
    public override string ToString() =>
        $"{Flow};{From};{To};{PrefilterText.Text(Kinds)};{PrefilterText.Text(FinalKinds)};{MaxHops};{LatestStart:O};{EarliestEnd:O};{WithOwners};{WithoutStopped};{PrefilterText.Text(Avoid)};{Budget}";
}

/// <summary>Deals that may be hops.</summary>
/// <param name="Deals">In order of id.</param>
/// <param name="Truncation">Where the search for them stopped early; null: these are all.</param>
public sealed record DealNeighbourhood(IReadOnlyList<Event> Deals, NeighbourhoodTruncation? Truncation);

/// <summary>The search for a neighbourhood reached its budget: edges beyond the frontier were not scanned.</summary>
/// <param name="Explored">Edges scanned.</param>
/// <param name="Limit">Maximum number of edges allowed.</param>
/// <param name="Frontier">Holders whose edges were not scanned, in order of id; at most 20.</param>
public sealed record NeighbourhoodTruncation(long Explored, long Limit, ImmutableArray<EntityId> Frontier);
