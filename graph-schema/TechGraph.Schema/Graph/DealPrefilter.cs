using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Graph;

/// <summary>
/// Which deals may be hops of a chain, as far as a store can tell by itself: those on some walk of the flow, of at most so many deals, from
/// one set of entities to another. A store may give too many, never too few.
/// </summary>
public sealed record DealPrefilter
{
    /// <summary>What runs.</summary>
    public required Flow Flow { get; init; }

    /// <summary>Who may begin; null: anybody.</summary>
    public EntityPrefilter? From { get; init; }

    /// <summary>Who may end; null: anybody.</summary>
    public EntityPrefilter? To { get; init; }

    /// <summary>Kinds of deals before the last; empty: any.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Kinds of the last deal; empty: as <see cref="Kinds"/>.</summary>
    public ImmutableArray<string> FinalKinds { get; init; } = [];

    /// <summary>Most deals in a walk.</summary>
    public required int MaxHops { get; init; }

    /// <summary>Deals that every claim dates after this day are not asked for; null: any.</summary>
    public DateOnly? LatestStart { get; init; }

    /// <summary>Deals that every claim dates before this day are not asked for; null: any.</summary>
    public DateOnly? EarliestEnd { get; init; }

    /// <summary>A walk may go on from an owner of a holder.</summary>
    public bool WithOwners { get; init; }

    /// <summary>Deals that came to nothing, by all that is known, are not asked for.</summary>
    public bool WithoutStopped { get; init; }

    /// <summary>Entities and deals that no walk touches, by id.</summary>
    public ImmutableArray<string> Avoid { get; init; } = [];

    /// <summary>Most edges to look at.</summary>
    public required long Budget { get; init; }

    /// <summary>The text by which two of them are the same question.</summary>
    public override string ToString() =>
        $"{Flow};{From};{To};{PrefilterText.Text(Kinds)};{PrefilterText.Text(FinalKinds)};{MaxHops};{LatestStart:O};{EarliestEnd:O};{WithOwners};{WithoutStopped};{PrefilterText.Text(Avoid)};{Budget}";
}

/// <summary>Deals that may be hops.</summary>
/// <param name="Deals">By id.</param>
/// <param name="Truncation">Where looking for them ended early; null: these are all.</param>
public sealed record DealNeighbourhood(IReadOnlyList<Event> Deals, NeighbourhoodTruncation? Truncation);

/// <summary>A budget ended the look at a neighbourhood: walks through the frontier were not followed.</summary>
/// <param name="Explored">Edges looked at.</param>
/// <param name="Limit">Most that were allowed.</param>
/// <param name="Frontier">Holders beyond whom nothing was looked at, by id; at most 20.</param>
public sealed record NeighbourhoodTruncation(long Explored, long Limit, ImmutableArray<EntityId> Frontier);
