using System.Collections.Immutable;
using TechGraph.Core.Model;

namespace TechGraph.Core.Dashboards;

/// <summary>The result of <see cref="DealCounter"/>.</summary>
/// <param name="Deals">Number of deals, each counted once.</param>
/// <param name="Rows">In order of kind, years and countries.</param>
public sealed record DealTotals(int Deals, ImmutableArray<DealTotal> Rows);

/// <summary>The values that the deals of a row have in common. A value is null if the query does not group by it, or if it is not recorded.</summary>
/// <param name="Kind">The kind of deal.</param>
/// <param name="FirstYear">First year that the dates may mean; null: open, or undated.</param>
/// <param name="LastYear">Last year that the dates may mean; null: open, or undated.</param>
/// <param name="GiverCountry">Country code of the giver; if several are possible, all of them joined by <c>/</c>.</param>
/// <param name="TakerCountry">Country code of the taker, in the same form.</param>
public readonly record struct TotalsKey(string? Kind, int? FirstYear, int? LastYear, string? GiverCountry, string? TakerCountry);

/// <summary>One row: the deals that share a key.</summary>
/// <param name="Key">The values that they share.</param>
/// <param name="Deals">Number of deals.</param>
/// <param name="PossibleDeals">Number of deals that belong here only on some reading of what is uncertain.</param>
/// <param name="UndisclosedDeals">Number of deals without a disclosed sum of any requested measure.</param>
/// <param name="Money">Sums by measure and currency.</param>
public sealed record DealTotal(TotalsKey Key, int Deals, int PossibleDeals, int UndisclosedDeals, ImmutableArray<MoneyTotal> Money);

/// <summary>Sums of one measure in one currency, never converted.</summary>
/// <param name="Measure">What they measure.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="DisclosedLow">Lower bound of the disclosed sums, added up.</param>
/// <param name="DisclosedHigh">Upper bound of the disclosed sums, added up; null: one of them has no upper bound.</param>
/// <param name="DisclosedDeals">Number of deals in the disclosed sums.</param>
/// <param name="UndisclosedDeals">Number of deals of the row that disclose no sum of this measure in any currency.</param>
/// <param name="WithinOthers">
/// Number of disclosed sums that are not added because the agreement above the deal (link <c>under</c>), in the same row, already contains
/// them.
/// </param>
public sealed record MoneyTotal(
    Measure Measure, string Currency, decimal DisclosedLow, decimal? DisclosedHigh, int DisclosedDeals, int UndisclosedDeals, int WithinOthers)
{
    /// <summary>Lower bound over all deals of the row; an undisclosed sum counts as zero.</summary>
    public decimal Low => DisclosedLow;

    /// <summary>Upper bound over all deals of the row; null: a sum is not disclosed or has no upper bound.</summary>
    public decimal? High => UndisclosedDeals > 0 ? null : DisclosedHigh;
}
