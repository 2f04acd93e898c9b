using System.Globalization;

namespace TechGraph.Cli;

/// <summary>A number with its noun.</summary>
internal static class Count
{
    /// <summary><c>1 item</c>, <c>2 items</c>.</summary>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
