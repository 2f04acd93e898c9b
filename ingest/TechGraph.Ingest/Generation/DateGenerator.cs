using System.Globalization;

namespace TechGraph.Ingest.Generation;

/// <summary>Generates dates as sources give them: most to the day, many to the month or the year, some approximate, some as a range.</summary>
internal static class DateGenerator
{
    private static readonly DateOnly First = new(2010, 1, 1);
    private static readonly int Days = new DateOnly(2026, 6, 30).DayNumber - First.DayNumber;

    /// <summary>The approximate day of the n-th event. Events advance through the years, each shifted by up to half a year.</summary>
    public static DateOnly Of(SeededRandom random, int number, int events) =>
        First.AddDays(Math.Clamp((int)((long)Days * number / events) + random.Between(-180, 180), 0, Days));

    /// <summary>EDTF text of a day, with a random precision.</summary>
    public static string AsStated(SeededRandom random, DateOnly day) => random.Between(1, 100) switch
    {
        <= 55 => Text(day, "yyyy-MM-dd"),
        <= 75 => Text(day, "yyyy-MM"),
        <= 85 => Text(day, "yyyy"),
        <= 93 => Text(day, "yyyy-MM") + "~",
        <= 97 => Text(day, "yyyy") + "~",
        _ => $"{Text(day.AddDays(-random.Between(20, 200)), "yyyy-MM")}/{Text(day.AddDays(random.Between(20, 200)), "yyyy-MM")}",
    };

    /// <summary>A day as EDTF text.</summary>
    public static string Text(DateOnly day, string form) => day.ToString(form, CultureInfo.InvariantCulture);
}
