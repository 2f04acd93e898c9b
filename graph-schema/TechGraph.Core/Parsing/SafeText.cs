using System.Globalization;
using System.Text;

namespace TechGraph.Core.Parsing;

/// <summary>
/// Prepares text from outside for logs, problems and terminals: a control character could start a line of its own or move the cursor, a
/// direction mark could show letters in another order, and a long value could hide the rest.
/// </summary>
public static class SafeText
{
    /// <summary>Maximum number of characters of one value in a message; more are cut, and the length is given.</summary>
    public const int MaxValue = 200;

    /// <summary>Maximum number of characters of one message; more are cut in the middle, and the length is given.</summary>
    public const int MaxMessage = 2_000;

    /// <summary>Escapes control and direction characters, line separators and single surrogates as <c>\u001B</c>. All other text stays.</summary>
    public static string Escape(string text)
    {
        var first = FindUnsafe(text, 0);
        if (first < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                escaped.Append(text, at++, 2);
            }
            else if (IsUnsafe(text[at]))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:X4}");
            }
            else
            {
                escaped.Append(text[at]);
            }
        }

        return escaped.ToString();
    }

    /// <summary>A value in a message: escaped, and cut after <see cref="MaxValue"/> characters.</summary>
    public static string Value(string text) => text.Length <= MaxValue ? Escape(text) : Escape(Start(text, MaxValue)) + Length(text);

    /// <summary>Several values in a message, each escaped and cut.</summary>
    public static SafeList List(string separator, IEnumerable<string> values) => new(string.Join(separator, values.Select(Value)));

    /// <summary>A complete message: escaped, and cut in the middle if it is longer than <see cref="MaxMessage"/> characters.</summary>
    public static string Message(string text)
    {
        if (text.Length <= MaxMessage)
        {
            return Escape(text);
        }

        var tail = text.Length - (MaxMessage / 2);
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return $"{Escape(Start(text, MaxMessage / 2))}{Length(text)}…{Escape(text[tail..])}";
    }

    /// <summary>The beginning of a text, without half of a surrogate pair at its end.</summary>
    private static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"… ({text.Length:N0} characters)");

    private static int FindUnsafe(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (IsUnsafe(text[at]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Control characters, line and paragraph separators, surrogates, and the marks of Unicode's bidirectional algorithm.</summary>
    private static bool IsUnsafe(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>A list of values that are safe already, see <see cref="SafeText.List"/>.</summary>
public readonly record struct SafeList(string Text);
