using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Http;

/// <summary>Writes the JSON of a response: <c>errors</c>, then <c>data</c>. Specification, section 7.1.</summary>
internal static class ResponseBody
{
    // The data is valid JSON already and needs no validation.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Returns the bytes of a response that contains only data; null for any other, whose length is not known before it is
    /// written.
    /// </summary>
    public static long? LengthOf(Execution.ExecutionResult result) =>
        result is { Errors.Count: 0, HasData: true, Cost: null } ? BeforeData.Length + result.Data.Length + 1 : null;

    private static ReadOnlySpan<byte> BeforeData => "{\"data\":"u8;

    public static void Write(IBufferWriter<byte> output, IReadOnlyList<GraphQLError> errors, bool hasData, ReadOnlySpan<byte> data, Execution.Cost? cost = null)
    {
        if (errors.Count == 0 && hasData && cost is null)
        {
            output.Write(BeforeData);
            output.Write(data);
            output.Write("}"u8);
            return;
        }

        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        if (errors.Count > 0)
        {
            writer.WritePropertyName("errors"u8);
            Write(writer, errors);
        }

        if (hasData)
        {
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(data, skipInputValidation: true);
        }
        else if (errors.Count == 0)
        {
            // The client requested only the cost.
            writer.WriteNull("data"u8);
        }

        if (cost is { } value)
        {
            writer.WriteStartObject("extensions"u8);
            writer.WriteStartObject("operationCost"u8);
            writer.WriteNumber("fieldCost"u8, value.Field);
            writer.WriteNumber("typeCost"u8, value.Type);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a list of errors.</summary>
    public static void WriteErrors(IBufferWriter<byte> output, IReadOnlyList<GraphQLError> errors)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, errors);
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            Write(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, GraphQLError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray("locations"u8);
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line"u8, location.Line);
                writer.WriteNumber("column"u8, location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            writer.WritePropertyName("path"u8);
            WriteValue(writer, path.ToSegments());
        }

        if (error.Code is not null || error.Extensions.Count > 0)
        {
            writer.WriteStartObject("extensions"u8);
            if (error.Code is not null)
            {
                writer.WriteString("code"u8, error.Code);
            }

            foreach (var (name, value) in error.Extensions.Where(e => e.Key != "code"))
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
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
            case int or long or short or byte:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
