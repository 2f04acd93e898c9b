using System.Text.Json;

namespace TechGraph.GraphQL.Types;

/// <summary>Writes one leaf value into a response.</summary>
public interface ILeafWriter
{
    /// <summary>Writes a string; it is escaped here.</summary>
    void WriteString(ReadOnlySpan<char> value);

    /// <summary>Writes a string of UTF-8 bytes; it is escaped here.</summary>
    void WriteString(ReadOnlySpan<byte> utf8);

    /// <summary>Writes an integer.</summary>
    void WriteNumber(long value);

    /// <summary>Writes a finite number.</summary>
    /// <exception cref="FormatException">The number is not finite.</exception>
    void WriteNumber(double value);

    /// <summary>Writes an exact number with all its digits.</summary>
    void WriteNumber(decimal value);

    /// <summary>Writes a truth value.</summary>
    void WriteBoolean(bool value);

    /// <summary>Writes any JSON value, for scalars that hold structure.</summary>
    void WriteJson(JsonElement value);
}
