using System.Runtime.CompilerServices;
using System.Text;

namespace TechGraph.Core.Parsing;

/// <summary>
/// An interpolated string whose values are made safe by <see cref="SafeText.Value"/>. A method with a parameter of this type takes
/// <c>$"…"</c> as usual, so that no caller can forget it.
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct MessageText
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public MessageText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Adds the program's own words.</summary>
    public void AppendLiteral(string literal) => _text.Append(literal);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>Adds a list of values.</summary>
    public void AppendFormatted(SafeList values) => _text.Append(values.Text);

    /// <summary>Adds a value in a format.</summary>
    public void AppendFormatted<T>(T value, string? format) =>
        _text.Append(SafeText.Value(value is IFormattable formattable ? formattable.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString() ?? ""));

    /// <summary>The message.</summary>
    public override string ToString() => _text.ToString();
}
