using TechGraph.Core.Parsing;

namespace TechGraph.Core.Model;

/// <summary>How a source words an amount.</summary>
public enum Qualifier
{
    /// <summary>A plain figure.</summary>
    Exact,

    /// <summary>"About", "around": the bounds are the stated figure, and the word is kept.</summary>
    About,

    /// <summary>"More than", "at least": no upper bound.</summary>
    MoreThan,

    /// <summary>"Up to": from zero.</summary>
    UpTo,

    /// <summary>Between two figures.</summary>
    Between,

    /// <summary>A figure that the source itself attributes to others.</summary>
    Reported,

    /// <summary>A source says that it was not disclosed; from zero, without an upper bound.</summary>
    Undisclosed,
}

/// <summary>What an amount measures. Amounts of different measures are never added.</summary>
public enum Measure
{
    /// <summary>The price of the deal.</summary>
    Price,

    /// <summary>Money pledged.</summary>
    Commitment,

    /// <summary>What a project costs.</summary>
    ProjectCost,

    /// <summary>Size of a funding round, not one investor's payment.</summary>
    Funding,

    /// <summary>A valuation of a company.</summary>
    Valuation,

    /// <summary>Paid at the start of a licence.</summary>
    Upfront,

    /// <summary>Due when goals are reached.</summary>
    Milestone,

    /// <summary>A fee.</summary>
    Fee,

    /// <summary>Paid to end a dispute.</summary>
    Settlement,

    /// <summary>Demanded in a dispute.</summary>
    Claim,

    /// <summary>Value written off.</summary>
    WriteDown,

    /// <summary>A sum over many deals; it belongs to no single deal.</summary>
    Aggregate,
}

/// <summary>A sum as a source states it, from low to high: never converted, never rounded.</summary>
public sealed record Money
{
    private Money(decimal low, decimal? high, string currency, Qualifier qualifier, Measure measure) =>
        (Low, High, Currency, Qualifier, Measure) = (low, high, currency, qualifier, measure);

    /// <summary>Lower bound, inclusive, in whole units of <see cref="Currency"/> (dollars, not cents).</summary>
    public decimal Low { get; }

    /// <summary>Upper bound, inclusive; null if the source sets none ("more than").</summary>
    public decimal? High { get; }

    /// <summary>ISO 4217, such as <c>USD</c>; <c>XXX</c> for an undisclosed sum without a currency.</summary>
    public string Currency { get; }

    /// <summary>How the source words it.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>What it measures.</summary>
    public Measure Measure { get; }

    /// <summary>What it measures, in words; null if the measure says enough.</summary>
    public string? Meaning { get; init; }

    /// <summary>The source's words of doubt about this sum alone; null: none.</summary>
    public string? Hedge { get; init; }

    /// <summary>The period that it covers, or the day for which it is given; null: not stated.</summary>
    public PartialDate? Period { get; init; }

    /// <summary>
    /// Creates a sum from the figures of a source. Problems: MON001 (currency), MON002 (amount), MON003 (figures that do not fit the
    /// qualifier).
    /// </summary>
    /// <param name="low">The figure, or the lower of two; null only if undisclosed.</param>
    /// <param name="high">The higher of two figures; null if there is one figure.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="qualifier">How the source words it.</param>
    /// <param name="measure">What it measures.</param>
    public static Parsed<Money> Create(decimal? low, decimal? high, string currency, Qualifier qualifier, Measure measure)
    {
        if (!Currencies.Has(currency))
        {
            return new ParseError("MON001", $"\"{currency}\" is not an ISO 4217 currency code, such as USD, EUR or CNY.");
        }

        if (low is < 0 || high is < 0 || high < low)
        {
            return new ParseError("MON002", "An amount must be zero or more, and the lower figure must come first.");
        }

        return (qualifier, low, high) switch
        {
            (Qualifier.Undisclosed, null, null) => new Money(0, null, currency, qualifier, measure),
            (Qualifier.Undisclosed, _, _) => new ParseError("MON003", "An undisclosed sum cannot have an amount."),
            (_, null, _) => new ParseError("MON003", "The amount is missing."),
            (Qualifier.MoreThan, { } figure, null) => new Money(figure, null, currency, qualifier, measure),
            (Qualifier.UpTo, { } figure, null) => new Money(0, figure, currency, qualifier, measure),
            (Qualifier.Between, _, null) => new ParseError("MON003", "\"between\" needs low and high."),
            (_, { } figure, null) => new Money(figure, figure, currency, qualifier, measure),
            (Qualifier.MoreThan or Qualifier.UpTo or Qualifier.Exact, _, _) => new ParseError("MON003", "This qualifier needs one amount, not low and high."),
            (_, { } from, { } to) => new Money(from, to, currency, qualifier, measure),
        };
    }

    /// <summary>The range that both sums allow; null if there is none, or if currency or measure differ.</summary>
    /// <remarks>Only the bounds are combined. The wording is that of the narrower sum; if both are equally narrow, that of this one.</remarks>
    public Money? Intersect(Money other)
    {
        if (Currency != other.Currency || Measure != other.Measure)
        {
            return null;
        }

        var low = Math.Max(Low, other.Low);
        var high = High is null ? other.High : other.High is null ? High : Math.Min(High.Value, other.High.Value);
        if (high < low)
        {
            return null;
        }

        var narrower = (low, high) == (Low, High) || (low, high) != (other.Low, other.High) ? this : other;
        return new Money(low, high, Currency, narrower.Qualifier, Measure)
        {
            Meaning = narrower.Meaning,
            Hedge = narrower.Hedge,
            Period = narrower.Period,
        };
    }
}
