using System.Text.Json;

namespace TechGraph.GraphQL.Types;

/// <summary>Writes one leaf value into a response.</summary>
public interface ILeafWriter
{
    /// <summary>Escapes and writes a string.</summary>
    void WriteString(ReadOnlySpan<char> value);

    /// <summary>Escapes and writes a string of UTF-8 bytes.</summary>
    void WriteString(ReadOnlySpan<byte> utf8);

    /// <summary>Writes an integer.</summary>
    void WriteNumber(long value);

    /// <summary>Writes a finite number.</summary>
    /// <exception cref="FormatException">The number is not finite.</exception>
    void WriteNumber(double value);

    /// <summary>Writes a decimal number with all its digits.</summary>
    void WriteNumber(decimal value);

    /// <summary>Writes a Boolean.</summary>
    void WriteBoolean(bool value);

    /// <summary>Writes any JSON value, for scalars with objects or lists inside.</summary>
    void WriteJson(JsonElement value);
}
