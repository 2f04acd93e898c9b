using System.Text;

namespace TechGraph.GraphQL.Language;

/// <summary>Parses and prints block strings. Specification, section 2.10.4.</summary>
internal static class BlockString
{
    /// <summary>Removes the common indent and the blank first and last lines.</summary>
    public static string Parse(string raw)
    {
        var lines = raw.ReplaceLineFeeds().Split('\n');
        var common = int.MaxValue;
        for (var i = 1; i < lines.Length; i++)
        {
            var indent = Indent(lines[i]);
            if (indent < lines[i].Length)
            {
                common = Math.Min(common, indent);
            }
        }

        if (common != int.MaxValue)
        {
            for (var i = 1; i < lines.Length; i++)
            {
                lines[i] = lines[i][Math.Min(common, lines[i].Length)..];
            }
        }

        var first = 0;
        while (first < lines.Length && Indent(lines[first]) == lines[first].Length)
        {
            first++;
        }

        var end = lines.Length;
        while (end > first && Indent(lines[end - 1]) == lines[end - 1].Length)
        {
            end--;
        }

        return string.Join('\n', lines, first, end - first);
    }

    /// <summary>Whether a block string with this value parses to exactly the same value.</summary>
    public static bool CanRepresent(string value)
    {
        if (value.Length == 0 || value.Contains('\r', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in value)
        {
            if (c < 0x20 && c is not ('\t' or '\n'))
            {
                return false;
            }
        }

        return Parse("\n" + value + "\n") == value;
    }

    /// <summary>Writes the value between triple quotes, each line after the indent.</summary>
    public static void Print(StringBuilder text, string value, string indent)
    {
        text.Append("\"\"\"\n");
        foreach (var line in value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        }

        text.Append(indent).Append("\"\"\"");
    }

    private static string ReplaceLineFeeds(this string raw) =>
        raw.Contains('\r', StringComparison.Ordinal)
            ? raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : raw;

    private static int Indent(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] is ' ' or '\t')
        {
            i++;
        }

        return i;
    }
}
