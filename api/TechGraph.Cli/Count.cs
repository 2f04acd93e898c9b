using System.Globalization;

namespace TechGraph.Cli;

/// <summary>A number with its noun.</summary>
internal static class Count
{
    /// <summary><c>1 item</c>, <c>2 items</c>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="noun">The noun in the singular.</param>
    /// <param name="plural">Its plural; null: the noun with an s.</param>
    public static string Of(long number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : plural ?? noun + "s")}");
}
