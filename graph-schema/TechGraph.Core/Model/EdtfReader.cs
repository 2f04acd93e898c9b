using System.Globalization;
using TechGraph.Core.Parsing;

namespace TechGraph.Core.Model;

/// <summary>Reads an EDTF text and returns the days that it may mean. ISO 8601-2:2019, annex A.</summary>
internal static class EdtfReader
{
    public sealed record Range(DateOnly Earliest, DateOnly Latest);

    public static Parsed<Range> Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Single(text, text);
        }

        var start = text[..slash];
        var end = text[(slash + 1)..];
        var from = start == ".." ? new Range(DateOnly.MinValue, DateOnly.MaxValue) : Single(start, text);
        var to = end == ".." ? new Range(DateOnly.MinValue, DateOnly.MaxValue) : Single(end, text);
        if ((from.Error ?? to.Error) is { } error)
        {
            return error;
        }

        return from.Value!.Earliest <= to.Value!.Latest
            ? new Range(from.Value.Earliest, to.Value.Latest)
            : new ParseError("DATE003", $"\"{text}\" ends before it begins.");
    }

    private static Parsed<Range> Single(string part, string whole)
    {
        var about = part.EndsWith('~');
        var date = WithoutTime(about ? part[..^1] : part);
        return date.Length switch
        {
            4 when Digits(date, 4) => Year(Number(date, 0, 4), about, whole),
            7 when date[4] == '-' && Digits(date[..4], 4) && Digits(date[5..], 2) => Month(Number(date, 0, 4), Number(date, 5, 2), about, whole),
            10 when date[4] == '-' && date[7] == '-' && Digits(date[..4], 4) && Digits(date[5..7], 2) && Digits(date[8..], 2) =>
                Day(Number(date, 0, 4), Number(date, 5, 2), Number(date, 8, 2), about, whole),
            _ => new ParseError(
                "DATE001",
                $"\"{whole}\" is not a date. Write 2025-12-29, 2025-12, 2025, 2025-05~ (about), ../2026-01 (by then) or 2023/2025 (between)."),
        };
    }

    // EDTF level 0 allows a time of day; only the day is compared.
    private static string WithoutTime(string text) =>
        text.Length > 11 && text[10] == 'T'
        && DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text[..10]
            : text;

    private static Parsed<Range> Year(int year, bool about, string whole) => year == 0
        ? NoDay(whole)
        : new Range(
            new DateOnly(about ? Math.Max(1, year - 1) : year, 1, 1),
            new DateOnly(about ? Math.Min(9999, year + 1) : year, 12, 31));

    private static Parsed<Range> Month(int year, int month, bool about, string whole)
    {
        if (year == 0 || month is < 1 or > 12)
        {
            return NoDay(whole);
        }

        var first = new DateOnly(year, month, 1);
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        if (!about)
        {
            return new Range(first, last);
        }

        var before = (year, month) == (1, 1) ? first : first.AddMonths(-1);
        var next = (year, month) == (9999, 12) ? last : last.AddDays(1);
        return new Range(before, new DateOnly(next.Year, next.Month, DateTime.DaysInMonth(next.Year, next.Month)));
    }

    private static Parsed<Range> Day(int year, int month, int day, bool about, string whole)
    {
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return NoDay(whole);
        }

        var date = new DateOnly(year, month, day);
        return about
            ? new Range(date == DateOnly.MinValue ? date : date.AddDays(-1), date == DateOnly.MaxValue ? date : date.AddDays(1))
            : new Range(date, date);
    }

    private static ParseError NoDay(string whole) => new("DATE002", $"\"{whole}\" names a day or month that does not exist.");

    private static bool Digits(string text, int count) => text.Length == count && text.All(char.IsAsciiDigit);

    private static int Number(string text, int from, int count) =>
        int.Parse(text.AsSpan(from, count), NumberStyles.None, CultureInfo.InvariantCulture);
}
