using System.Collections.Immutable;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Dashboards;

/// <summary>What <see cref="DealCounter"/> answers with.</summary>
/// <param name="Deals">Number of deals, each once.</param>
/// <param name="Rows">By kind, years and countries.</param>
public sealed record DealTotals(int Deals, ImmutableArray<DealTotal> Rows);

/// <summary>What makes a row; what was not asked for is null, and so is what is not recorded.</summary>
/// <param name="Kind">The kind of deal.</param>
/// <param name="FirstYear">First year in which the dates may lie; null: open, or undated.</param>
/// <param name="LastYear">Last year in which the dates may lie; null: open, or undated.</param>
/// <param name="GiverCountry">Country of the giver by code, or all that it may be, joined by <c>/</c>.</param>
/// <param name="TakerCountry">Country of the taker, likewise.</param>
public readonly record struct TotalsKey(string? Kind, int? FirstYear, int? LastYear, string? GiverCountry, string? TakerCountry);

/// <summary>A row: deals that have the key in common.</summary>
/// <param name="Key">What they have in common.</param>
/// <param name="Deals">How many.</param>
/// <param name="PossibleDeals">How many of them are here only on some reading of what is uncertain.</param>
/// <param name="UndisclosedDeals">Of how many no sum is disclosed, among the measures asked for.</param>
/// <param name="Money">Sums by measure and currency.</param>
public sealed record DealTotal(TotalsKey Key, int Deals, int PossibleDeals, int UndisclosedDeals, ImmutableArray<MoneyTotal> Money);

/// <summary>Sums of one measure in one currency, never converted.</summary>
/// <param name="Measure">What they measure.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="DisclosedLow">Least that the disclosed sums come to.</param>
/// <param name="DisclosedHigh">Most that they come to; null: one of them has no upper bound.</param>
/// <param name="DisclosedDeals">How many deals are in the disclosed sums.</param>
/// <param name="UndisclosedDeals">How many deals of the row disclose no sum of this measure, in any currency.</param>
/// <param name="WithinOthers">How many disclosed sums are not added, since the agreement above the deal (link <c>under</c>), in the same row, holds them already.</param>
public sealed record MoneyTotal(
    Measure Measure, string Currency, decimal DisclosedLow, decimal? DisclosedHigh, int DisclosedDeals, int UndisclosedDeals, int WithinOthers)
{
    /// <summary>Least that all deals come to: what is not disclosed is at least nothing.</summary>
    public decimal Low => DisclosedLow;

    /// <summary>Most that all deals come to; null: no bound, as a sum is not disclosed or has none itself.</summary>
    public decimal? High => UndisclosedDeals > 0 ? null : DisclosedHigh;
}
