using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Core.Dashboards;

/// <summary>Asks how many deals there are and what was paid. All conditions must hold; an empty one is not applied.</summary>
public sealed record DealTotalsQuery
{
    /// <summary>The flow that decides who gives and who takes, for <see cref="From"/>, <see cref="To"/> and country pairs.</summary>
    public Flow Flow { get; init; } = Flow.Ip;

    /// <summary>Who gives; null: any entity, or none.</summary>
    public EndpointSelector? From { get; init; }

    /// <summary>Who takes; null: any entity, or none.</summary>
    public EndpointSelector? To { get; init; }

    /// <summary>Only these kinds of deals.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Only deals in one of these sectors.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Only sums of one of these measures.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>Only deals that have, or may have, one of these standings; empty: all but <see cref="Standing.Never"/>.</summary>
    public ImmutableArray<Standing> Standings { get; init; } = [];

    /// <summary>First day of the period, inclusive; null: open. If either day is given, undated deals are left out.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last day of the period, inclusive; null: open.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>The day on which the standing is judged; deals that certainly came later are left out. Null: the latest known.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Only sources published by this day count; null: all.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Only deals that pass on every reading of what is uncertain.</summary>
    public bool Certain { get; init; }

    /// <summary>Whether unnamed entities and groups count as givers and takers.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>What the deals are grouped by; empty: one row.</summary>
    public ImmutableArray<TotalsGrouping> GroupBy { get; init; } = [];

    internal ImmutableArray<Standing> EffectiveStandings => !Standings.IsEmpty ? Standings
        : [Standing.Pending, Standing.InEffect, Standing.Ended, Standing.Reversed];

    internal bool AsksForPairs => From is not null || To is not null || GroupBy.Contains(TotalsGrouping.CountryPair);
}

/// <summary>What deals can be grouped by.</summary>
public enum TotalsGrouping
{
    /// <summary>The kind of deal.</summary>
    Kind,

    /// <summary>The years in which its date may lie.</summary>
    Year,

    /// <summary>The countries of giver and taker.</summary>
    CountryPair,
}
