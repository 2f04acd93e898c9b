using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TechGraph.GraphQL.Conformance;

/// <summary>
/// Truncates variables that nest thousands of levels deep. Parsing them takes quadratic time, and the engine rejects them by their
/// depth alone, so they are cut to a depth that is still rejected.
/// </summary>
internal static class DeepJson
{
    private const int MaxKeptDepth = 200;

    /// <summary>Returns the line; variables that nest deeper than any valid case are truncated.</summary>
    public static string Flatten(string line)
    {
        var utf8 = Encoding.UTF8.GetBytes(line);
        if (DepthOf(utf8) <= MaxKeptDepth)
        {
            return line;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var output = new ArrayBufferWriter<byte>(utf8.Length);
        output.Write("{"u8);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = utf8.AsSpan((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
            var isVariables = reader.ValueTextEquals("variables"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            ReadOnlySpan<byte> value = utf8.AsSpan(start, (int)reader.BytesConsumed - start);
            if (output.WrittenCount > 1)
            {
                output.Write(","u8);
            }

            output.Write(name);
            if (!name.EndsWith(":"u8))
            {
                output.Write(":"u8);
            }

            output.Write(isVariables && DepthOf(value) > MaxKeptDepth ? Deep() : value);
        }

        output.Write("}"u8);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Returns the nesting of a text, up to where it is valid JSON.</summary>
    public static int DepthOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var deepest = 0;
        try
        {
            while (reader.Read())
            {
                deepest = Math.Max(deepest, reader.CurrentDepth);
            }
        }
        catch (JsonException)
        {
            // The next parser reports the error.
        }

        return deepest;
    }

    private static byte[] Deep() => Encoding.UTF8.GetBytes("{\"v\":" + new string('[', MaxKeptDepth) + new string(']', MaxKeptDepth) + "}");
}
