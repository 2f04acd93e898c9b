using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Writes values as JavaScript's <c>JSON.stringify</c> does, with the members of objects sorted.</summary>
internal static class JavaScriptText
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder();
        WriteString(text, value);
        return text.ToString();
    }

    /// <summary>ECMAScript's <c>Number::toString</c>: the shortest digits that parse to the same number.</summary>
    public static string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : "null";
        }

        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        foreach (var precision in Enumerable.Range(0, 17))
        {
            var tried = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(tried, CultureInfo.InvariantCulture).Equals(value))
            {
                shortest = tried;
                break;
            }
        }

        var sign = value < 0 ? "-" : "";
        var parts = shortest.TrimStart('-').Split('E');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        var (k, n) = (digits.Length, int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1);
        return sign + (n switch
        {
            _ when k <= n && n <= 21 => digits + new string('0', n - k),
            > 0 and <= 21 => $"{digits[..n]}.{digits[n..]}",
            > -6 and <= 0 => $"0.{new string('0', -n)}{digits}",
            _ => $"{digits[0]}{(k > 1 ? "." + digits[1..] : "")}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1).ToString(CultureInfo.InvariantCulture)}",
        });
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string plain:
                WriteString(text, plain);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case int or long or double:
                text.Append(Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)));
                break;
            case JsonElement json:
                Write(text, json.ValueKind switch
                {
                    JsonValueKind.Object => json.EnumerateObject().GroupBy(m => m.Name).ToDictionary(m => m.Key, m => (object?)m.Last().Value),
                    JsonValueKind.Array => json.EnumerateArray().Select(item => (object?)item).ToArray(),
                    JsonValueKind.String => json.GetString(),
                    JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
                    JsonValueKind.Number => json.GetDouble(),
                    _ => null,
                });
                break;
            case IReadOnlyDictionary<string, object?> members:
                WriteAll(text, '{', '}', members.OrderBy(m => m.Key, StringComparer.Ordinal), static (text, member) =>
                {
                    WriteString(text, member.Key);
                    text.Append(':');
                    Write(text, member.Value);
                });
                break;
            case object?[] items:
                WriteAll(text, '[', ']', items, Write);
                break;
            default:
                throw new InvalidOperationException($"An argument has a value of type {value.GetType().Name}.");
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        text.Append(open);
        var start = text.Length;
        foreach (var item in items)
        {
            if (text.Length > start)
            {
                text.Append(',');
            }

            write(text, item);
        }

        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c < ' ' || IsLoneSurrogate(value, i) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }

    private static bool IsLoneSurrogate(string value, int i) =>
        (char.IsHighSurrogate(value[i]) && !(i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])))
        || (char.IsLowSurrogate(value[i]) && !(i > 0 && char.IsHighSurrogate(value[i - 1])));
}
