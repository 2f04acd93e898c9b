using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Http;

/// <summary>Reads requests from bodies and query strings. GraphQL over HTTP, "Request".</summary>
internal sealed class RequestReader(LimitOptions limits)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a request as JSON; dispose it after the response.</summary>
    /// <exception cref="InvalidRequestException">The request is not well-formed.</exception>
    public Task<JsonDocument> ReadAsync(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) ? ReadBodyAsync(request) : Task.FromResult(ReadQuery(request.Query));

    private async Task<JsonDocument> ReadBodyAsync(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            throw InvalidRequestException.WithStatus(StatusCodes.Status415UnsupportedMediaType, "Send the request as Content-Type: application/json, in UTF-8.");
        }

        ReadOnlyMemory<byte> body = await ReadAllAsync(request.BodyReader, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return Parse(body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body);
    }

    /// <summary>Reads the body and copies it once out of the server's buffers.</summary>
    private async Task<byte[]> ReadAllAsync(PipeReader body, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation).ConfigureAwait(false);
            if (read.Buffer.Length > limits.BodyBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                throw new InvalidRequestException(
                    StatusCodes.Status413PayloadTooLarge, LimitError.Create("bodyBytes", limits.BodyBytes, "The request's body is too long."));
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is "application/json" or "application/json; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && MediaTypes.IsUtf8(type));

    /// <summary>Converts a query string to the JSON object that a body would contain.</summary>
    private JsonDocument ReadQuery(IQueryCollection query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in new[] { "query", "operationName", "documentId", "variables", "extensions" })
            {
                var values = query[name];
                if (values.Count > 1)
                {
                    throw InvalidRequestException.WrongShape($"\"{name}\" is given {values.Count} times.");
                }

                var value = values.ToString();
                if (value.Length == 0)
                {
                    continue;
                }

                writer.WritePropertyName(name);
                if (name is "variables" or "extensions")
                {
                    using var parsed = Parse(Parser.Encode(value), name);
                    parsed.RootElement.WriteTo(writer);
                }
                else
                {
                    writer.WriteStringValue(value);
                }
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = limits.JsonNesting + 1 });
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> json, string? parameter = null)
    {
        var what = parameter is null ? "The body" : $"Parameter \"{parameter}\"";
        if (!Utf8.IsValid(json.Span))
        {
            throw InvalidRequestException.Malformed($"{what} is not UTF-8.");
        }

        var depth = limits.JsonNesting + (parameter is null ? 1 : 0);
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object && !HasLoneSurrogate(json.Span))
            {
                return document;
            }

            using (document)
            {
                throw document.RootElement.ValueKind switch
                {
                    JsonValueKind.Object => InvalidRequestException.Malformed($"{what} contains a string with a lone surrogate."),
                    JsonValueKind.Array when parameter is null => InvalidRequestException.WrongShape("The body is a list. Send one request at a time."),
                    _ => InvalidRequestException.WrongShape($"{what} must be a JSON object."),
                };
            }
        }
        catch (JsonException wrong)
        {
            throw IsTooDeep(json.Span, depth)
                ? new InvalidRequestException(StatusCodes.Status400BadRequest, LimitError.Create("jsonNesting", limits.JsonNesting, $"{what} nests too deep."))
                : InvalidRequestException.Malformed($"{what} is not valid JSON: {Reason(wrong)}");
        }
    }

    // The parser's message contains the reason, then positions that count from 0, which do not help a client.
    private static string Reason(JsonException wrong) => wrong.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];

    private static bool IsTooDeep(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= depth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    /// <summary>Whether an escape is a lone surrogate: JSON's grammar allows it, but it is not valid Unicode.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
