using System.Globalization;
using System.Text.Json;

namespace TechGraph.Stores.Cypher;

/// <summary>Reads and writes the server's typed JSON: <c>{"$type": "Integer", "_value": "7"}</c>. Plain JSON would lose large numbers and dates.</summary>
internal static class TypedJson
{
    // The largest integer that a double, and so a number of plain JSON, holds exactly.
    private const long LargestExact = 1L << 53;

    public static object? Read(JsonElement value)
    {
        var inner = value.GetProperty("_value");
        return value.GetProperty("$type").GetString() switch
        {
            "Null" => null,
            "Boolean" => inner.GetBoolean(),
            "Integer" => long.Parse(inner.GetString()!, CultureInfo.InvariantCulture),
            "Float" => ReadFloat(inner.GetString()!),
            "String" => inner.GetString(),
            "Date" => DateOnly.ParseExact(inner.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            "List" or "Path" => inner.EnumerateArray().Select(Read).ToList(),
            "Map" => inner.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value)),
            "Node" or "Relationship" => inner.GetProperty("_properties").EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value)),
            var other => throw new CypherException(CypherFailure.Never, null, $"The server sent a value of type {other}, which is not supported."),
        };
    }

    /// <summary>Whether plain JSON would lose part of a value: the type of a date, a large number, a double without a fraction.</summary>
    public static bool NeedsTypes(object? value) => value switch
    {
        null or string or bool or int => false,
        long number => Math.Abs(number) > LargestExact,
        IEnumerable<KeyValuePair<string, object?>> map => map.Any(member => NeedsTypes(member.Value)),
        System.Collections.IEnumerable list => list.Cast<object?>().Any(NeedsTypes),
        _ => true,
    };

    /// <summary>Writes a value as plain JSON, which is half as long.</summary>
    public static void WritePlain(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> map:
                writer.WriteStartObject();
                foreach (var (name, member) in map)
                {
                    writer.WritePropertyName(name);
                    WritePlain(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStartArray();
                foreach (var item in (System.Collections.IEnumerable)value)
                {
                    WritePlain(writer, item);
                }

                writer.WriteEndArray();
                break;
        }
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case null:
                Tag(writer, "Null");
                writer.WriteNullValue();
                break;
            case string text:
                Tag(writer, "String");
                writer.WriteStringValue(text);
                break;
            case bool truth:
                Tag(writer, "Boolean");
                writer.WriteBooleanValue(truth);
                break;
            case int or long:
                Tag(writer, "Integer");
                writer.WriteStringValue(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                Tag(writer, "Float");
                writer.WriteStringValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                Tag(writer, "Date");
                writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> map:
                Tag(writer, "Map");
                writer.WriteStartObject();
                foreach (var (name, member) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable list:
                Tag(writer, "List");
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A parameter of type {value.GetType().Name} cannot be sent.", nameof(value));
        }

        writer.WriteEndObject();
    }

    private static void Tag(Utf8JsonWriter writer, string type)
    {
        writer.WriteString("$type"u8, type);
        writer.WritePropertyName("_value"u8);
    }

    private static double ReadFloat(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
