using TechGraph.Core.Parsing;

namespace TechGraph.Core.Model;

/// <summary>A part of a whole in percent, 0 to 100, from low to high. An unknown share is null, never zero and never "control".</summary>
public sealed record Share
{
    private Share(decimal low, decimal high, Qualifier qualifier) => (Low, High, Qualifier) = (low, high, qualifier);

    /// <summary>Lower bound, inclusive, in percent.</summary>
    public decimal Low { get; }

    /// <summary>Upper bound, inclusive, in percent.</summary>
    public decimal High { get; }

    /// <summary>How the source words it.</summary>
    public Qualifier Qualifier { get; }

    /// <summary>Creates a share. Problems: SHR001 (not 0 to 100, or the higher figure first).</summary>
    /// <param name="low">The figure, or the lower of two, in percent.</param>
    /// <param name="high">The higher of two; null if there is one figure.</param>
    /// <param name="qualifier">How the source words it; "more than" ends at 100, "up to" starts at 0.</param>
    public static Parsed<Share> Create(decimal low, decimal? high, Qualifier qualifier)
    {
        var from = qualifier == Qualifier.UpTo && high is null ? 0 : low;
        var to = high ?? (qualifier == Qualifier.MoreThan ? 100 : low);
        return low < 0 || to > 100 || from > to
            ? new ParseError("SHR001", "A share must be a percentage from 0 to 100, with the lower figure first.")
            : new Share(from, to, qualifier);
    }

    /// <summary>The range that both allow; null if there is none.</summary>
    public Share? Intersect(Share other)
    {
        var low = Math.Max(Low, other.Low);
        var high = Math.Min(High, other.High);
        return low > high ? null : new Share(low, high, (low, high) == (Low, High) ? Qualifier : other.Qualifier);
    }
}
