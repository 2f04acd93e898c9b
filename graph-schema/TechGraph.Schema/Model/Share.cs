using TechGraph.Schema.Parsing;

namespace TechGraph.Schema.Model;

/// <summary>A part of a whole in percent, 0 to 100, from low to high. An unknown share is null, never zero and never "control".</summary>
public sealed record Share
{
    private Share(decimal low, decimal high, Qualifier qualifier) => (Low, High, Qualifier) = (low, high, qualifier);

    /// <summary>Least it may be, inclusive, in percent.</summary>
    public decimal Low { get; }

    /// <summary>Most it may be, inclusive, in percent.</summary>
    public decimal High { get; }

    /// <summary>How the source words it.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>Makes a share. Problems: SHR001 (not 0 to 100, or the higher figure first).</summary>
    /// <param name="low">The figure, or the lower of two, in percent.</param>
    /// <param name="high">The higher of two; null when there is one figure.</param>
    /// <param name="qualifier">How the source words it; "more than" runs to 100, "up to" from 0.</param>
    public static Parsed<Share> Create(decimal low, decimal? high, Qualifier qualifier)
    {
        var from = qualifier == Qualifier.UpTo && high is null ? 0 : low;
        var to = high ?? (qualifier == Qualifier.MoreThan ? 100 : low);
        return low < 0 || to > 100 || from > to
            ? new ParseError("SHR001", "A share is a percentage from 0 to 100, the lower figure first.")
            : new Share(from, to, qualifier);
    }

    /// <summary>The range that both allow; null when there is none.</summary>
    public Share? Intersect(Share other)
    {
        var low = Math.Max(Low, other.Low);
        var high = Math.Min(High, other.High);
        return low > high ? null : new Share(low, high, (low, high) == (Low, High) ? Qualifier : other.Qualifier);
    }
}
