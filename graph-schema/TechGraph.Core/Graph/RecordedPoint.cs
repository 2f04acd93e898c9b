using System.Globalization;
using TechGraph.Core.Parsing;

namespace TechGraph.Core.Graph;

/// <summary>A point of record time: a version of the graph, or a moment.</summary>
public sealed record RecordedPoint
{
    private RecordedPoint(long? sequence, DateTimeOffset? time) => (Sequence, Time) = (sequence, time);

    /// <summary>The version; null: the point is a moment.</summary>
    public long? Sequence { get; }

    /// <summary>The moment, inclusive; null: the point is a version.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>A version; 0 is the empty graph.</summary>
    public static RecordedPoint Version(long sequence) => new(sequence, null);

    /// <summary>A moment, inclusive.</summary>
    public static RecordedPoint At(DateTimeOffset time) => new(null, time);

    /// <summary>Reads <c>12</c> (a version), <c>2026-11-24</c> (the end of that day in UTC) or <c>2026-11-24T18:00:00Z</c> (that moment).</summary>
    public static Parsed<RecordedPoint> Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? Version(sequence)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? At(new DateTimeOffset(day, TimeOnly.MaxValue, TimeSpan.Zero))
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? At(time)
        : new ParseError("DATE010", $"\"{text}\" is not a version (12), a day (2026-11-24) or a moment (2026-11-24T18:00:00Z).");

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Sequence?.ToString(CultureInfo.InvariantCulture) ?? Time?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
