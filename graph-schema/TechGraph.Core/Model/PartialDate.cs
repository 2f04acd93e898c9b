using TechGraph.Core.Parsing;

namespace TechGraph.Core.Model;

/// <summary>
/// A date as exact as its source, in EDTF (ISO 8601-2 level 0, and of level 1 <c>~</c> and open ends): <c>2025-12-29</c>, <c>2025-12</c>,
/// <c>2025-05~</c>, <c>../2026-01</c>, <c>2023/2025</c>. It stands for every day that it may mean, so "is it earlier?" has two answers: can
/// and must.
/// </summary>
/// <remarks>It is never rounded and never defaults to today. Two dates are equal if text and bounds are equal.</remarks>
public sealed record PartialDate
{
    private PartialDate(string text, DateOnly earliest, DateOnly latest) => (Text, Earliest, Latest) = (text, earliest, latest);

    /// <summary>The EDTF text of the source. A date combined from several has the text <c>earliest/latest</c>.</summary>
    public string Text { get; }

    /// <summary>First day it may mean, inclusive; <see cref="DateOnly.MinValue"/> for an open start.</summary>
    public DateOnly Earliest { get; }

    /// <summary>Last day it may mean, inclusive; <see cref="DateOnly.MaxValue"/> for an open end.</summary>
    public DateOnly Latest { get; }

    /// <summary>Whether neither bound is known.</summary>
    public bool IsUndated => Earliest == DateOnly.MinValue && Latest == DateOnly.MaxValue;

    /// <summary>Reads an EDTF text. Problems: DATE001 (shape), DATE002 (no such day), DATE003 (ends before it begins).</summary>
    public static Parsed<PartialDate> Parse(string text) => EdtfReader.Read(text) switch
    {
        { Ok: true, Value: var range } => new PartialDate(text, range.Earliest, range.Latest),
        { Error: var error } => error!,
    };

    /// <summary>
    /// Reads an EDTF text whose bounds the source narrows in words; each given bound replaces that of the text. Problems: those of
    /// <see cref="Parse(string)"/>, and DATE003 if no day is left between the bounds.
    /// </summary>
    /// <param name="text">EDTF.</param>
    /// <param name="notBefore">EDTF; its first day becomes the lower bound. Null: the bound of the text.</param>
    /// <param name="notAfter">EDTF; its last day becomes the upper bound. Null: the bound of the text.</param>
    public static Parsed<PartialDate> Parse(string text, string? notBefore, string? notAfter)
    {
        var parsed = Parse(text);
        var lower = notBefore is null ? parsed : Parse(notBefore);
        var upper = notAfter is null ? parsed : Parse(notAfter);
        if ((parsed.Error ?? lower.Error ?? upper.Error) is { } error)
        {
            return error;
        }

        return lower.Value!.Earliest <= upper.Value!.Latest
            ? new PartialDate(text, lower.Value.Earliest, upper.Value.Latest)
            : new ParseError("DATE003", $"\"{text}\" has no day from {notBefore ?? "its start"} to {notAfter ?? "its end"}.");
    }

    /// <summary>Exactly this day.</summary>
    public static PartialDate On(DateOnly day) => Between(day, day);

    /// <summary>Any day from the first to the last, both inclusive.</summary>
    /// <exception cref="ArgumentException">The last is before the first.</exception>
    public static PartialDate Between(DateOnly earliest, DateOnly latest) => earliest <= latest
        ? new PartialDate(Write(earliest, latest), earliest, latest)
        : throw new ArgumentException("A date must end on or after the day it begins.", nameof(latest));

    /// <summary>The days that both may mean; null if there is none.</summary>
    /// <remarks>If one lies inside the other, it is returned unchanged, with its text.</remarks>
    public PartialDate? Intersect(PartialDate other)
    {
        var earliest = Earliest >= other.Earliest ? Earliest : other.Earliest;
        var latest = Latest <= other.Latest ? Latest : other.Latest;
        if (earliest > latest)
        {
            return null;
        }

        return (earliest, latest) == (Earliest, Latest) ? this
            : (earliest, latest) == (other.Earliest, other.Latest) ? other
            : Between(earliest, latest);
    }

    /// <summary>Some reading of both dates puts this one first, or both on one day.</summary>
    public bool CanPrecede(PartialDate next) => Earliest <= next.Latest;

    /// <summary>Every reading of both dates puts this one first, or both on one day.</summary>
    public bool MustPrecede(PartialDate next) => Latest <= next.Earliest;

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static string Write(DateOnly earliest, DateOnly latest)
    {
        var from = earliest == DateOnly.MinValue ? ".." : earliest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var to = latest == DateOnly.MaxValue ? ".." : latest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return from == to && from != ".." ? from : $"{from}/{to}";
    }
}
