using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Runs one case: <c>{id, op, sdl | sdlText, document, operationName, variables | variablesText, data}</c>.</summary>
internal static class CaseRunner
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000_000, SkipValidation = true };
    private static readonly JsonElement NoData = JsonDocument.Parse("{}").RootElement;
    private static readonly LimitOptions Limits = RelaxedLimits();

    /// <summary>Returns the result as one line: <c>{id, result}</c>.</summary>
    public static async Task<string> AnswerAsync(JsonElement asked, TestSchema? schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            if (asked.TryGetProperty("id", out var id))
            {
                id.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteStartObject("result");
            await RunAsync(asked, schema, writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static async Task RunAsync(JsonElement asked, TestSchema? schema, Utf8JsonWriter writer)
    {
        var op = asked.GetProperty("op").GetString();
        var document = asked.TryGetProperty("document", out var text) && text.ValueKind == JsonValueKind.String ? JsonText.Of(text) : "";
        try
        {
            if (op == "parse")
            {
                TestSchema.Parse(document, Limits);
                writer.WriteString("outcome", "ok");
                return;
            }

            if (schema is null)
            {
                throw new KeyNotFoundException("The case names no schema.");
            }

            if (schema.Executor is not { } executor)
            {
                if (op == "schema" && schema.Syntax is { } broken)
                {
                    throw broken;
                }

                writer.WriteString("outcome", "schemaError");
                return;
            }

            switch (op)
            {
                case "schema":
                    writer.WriteString("outcome", "ok");
                    break;
                case "validate":
                    writer.WriteString("outcome", schema.Validate(document).Count == 0 ? "ok" : "validationError");
                    break;
                case "execute" or "subscribe":
                    // The engine reports a document that nests too deeply as a limit; here it is a syntax error.
                    TestSchema.Parse(document, executor.Executable.Options.Limits);
                    await ExecuteAsync(asked, document, executor, writer);
                    break;
                default:
                    throw new KeyNotFoundException($"There is no op \"{op}\".");
            }
        }
        catch (SyntaxException wrong)
        {
            writer.WriteString("outcome", "syntaxError");
            writer.WritePropertyName("locations");
            Write(writer, wrong.Error.Locations);
        }
    }

    private static async Task ExecuteAsync(JsonElement asked, string document, RequestExecutor executor, Utf8JsonWriter writer)
    {
        JsonDocument? parsed = null;
        try
        {
            JsonElement? variables = asked.TryGetProperty("variables", out var given) && given.ValueKind != JsonValueKind.Null ? given : null;
            if (asked.TryGetProperty("variablesText", out var text) && text.ValueKind == JsonValueKind.String)
            {
                if (DeepJson.DepthOf(Encoding.UTF8.GetBytes(text.GetString()!)) > executor.Executable.Options.Limits.JsonNesting)
                {
                    writer.WriteString("outcome", "requestError");
                    return;
                }

                parsed = JsonDocument.Parse(text.GetString()!, new JsonDocumentOptions { MaxDepth = 1_000_000 });
                variables = parsed.RootElement.ValueKind == JsonValueKind.Null ? null : parsed.RootElement;
            }

            if (variables is { ValueKind: not JsonValueKind.Object })
            {
                writer.WriteString("outcome", "requestError");
                return;
            }

            var answer = await executor.RespondAsync(
                new GraphQLRequest
                {
                    Document = Parser.Encode(document),
                    OperationName = asked.TryGetProperty("operationName", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
                    Variables = variables,
                    Services = new CaseServices(),
                    Root = asked.TryGetProperty("data", out var data) ? data : NoData,
                },
                CancellationToken.None);
            await WriteAsync(writer, answer);
        }
        catch (JsonException)
        {
            writer.WriteString("outcome", "requestError");
        }
        finally
        {
            parsed?.Dispose();
        }
    }

    private static async Task WriteAsync(Utf8JsonWriter writer, OperationResponse answer)
    {
        if (answer.Result is { } result)
        {
            using (result)
            {
                writer.WriteString("outcome", result.Outcome switch
                {
                    Outcome.SyntaxError => "syntaxError",
                    Outcome.Invalid => "validationError",
                    Outcome.Executed => "result",
                    _ => "requestError",
                });
                if (result.Outcome == Outcome.Executed)
                {
                    WriteResult(writer, result);
                }
            }

            return;
        }

        writer.WriteString("outcome", "stream");
        writer.WriteStartArray("events");
        await foreach (var each in answer.Stream!)
        {
            using (each)
            {
                if (each.Outcome == Outcome.Executed)
                {
                    writer.WriteStartObject();
                    WriteResult(writer, each);
                    writer.WriteEndObject();
                }
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, ExecutionResult result)
    {
        writer.WritePropertyName("data");
        writer.WriteRawValue(result.Data.Span, skipInputValidation: true);
        writer.WriteStartArray("errorPaths");
        foreach (var error in result.Errors)
        {
            writer.WriteStartArray();
            foreach (var segment in error.Path?.ToSegments() ?? [])
            {
                if (segment is int index)
                {
                    writer.WriteNumberValue(index);
                }
                else
                {
                    writer.WriteStringValue((string)segment);
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("errorLocations");
        foreach (var error in result.Errors)
        {
            Write(writer, error.Locations);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<SourceLocation> locations)
    {
        writer.WriteStartArray();
        foreach (var location in locations)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", location.Line);
            writer.WriteNumber("column", location.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static LimitOptions RelaxedLimits()
    {
        var limits = new LimitOptions();
        TestSchema.RelaxLimits(limits);
        return limits;
    }
}
