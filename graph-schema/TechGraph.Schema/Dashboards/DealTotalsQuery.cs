using System.Collections.Immutable;
using TechGraph.Schema.Model;
using TechGraph.Schema.Paths;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Schema.Dashboards;

/// <summary>How many deals there are, and what was paid. All that is given holds; what is empty is not asked.</summary>
public sealed record DealTotalsQuery
{
    /// <summary>Whose givers and takers are meant by <see cref="From"/>, <see cref="To"/> and country pairs.</summary>
    public Flow Flow { get; init; } = Flow.Ip;

    /// <summary>Who gives; null: anybody, or nobody.</summary>
    public EndpointSelector? From { get; init; }

    /// <summary>Who takes; null: anybody, or nobody.</summary>
    public EndpointSelector? To { get; init; }

    /// <summary>Only these kinds of deals.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Only deals in one of these lines of business.</summary>
    public ImmutableArray<string> Sectors { get; init; } = [];

    /// <summary>Only sums that measure one of these.</summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>Only deals that stand so, or may; empty: all but <see cref="Standing.Never"/>.</summary>
    public ImmutableArray<Standing> Standings { get; init; } = [];

    /// <summary>First day of the deals meant; null: open. With either day given, undated deals are left out.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last day of the deals meant; null: open.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>Valid time of the standing; deals that surely came later are not there. Null: the latest known.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Only sources published by then count; null: all.</summary>
    public DateOnly? KnownAt { get; init; }

    /// <summary>Only deals that pass on every reading of what is uncertain.</summary>
    public bool Certain { get; init; }

    /// <summary>Whether unnamed entities and groups count as givers and takers.</summary>
    public bool IncludeGroups { get; init; }

    /// <summary>By what the deals are told apart; empty: one row.</summary>
    public ImmutableArray<TotalsBy> GroupBy { get; init; } = [];

    internal ImmutableArray<Standing> EffectiveStandings => !Standings.IsEmpty ? Standings
        : [Standing.Pending, Standing.InEffect, Standing.Ended, Standing.Reversed];

    internal bool AsksForPairs => From is not null || To is not null || GroupBy.Contains(TotalsBy.CountryPair);
}

/// <summary>By what deals are told apart.</summary>
public enum TotalsBy
{
    /// <summary>The kind of deal.</summary>
    Kind,

    /// <summary>The years in which its date may lie.</summary>
    Year,

    /// <summary>From which country to which.</summary>
    CountryPair,
}
