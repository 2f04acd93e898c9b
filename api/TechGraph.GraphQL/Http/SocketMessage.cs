using System.Text.Json;

namespace TechGraph.GraphQL.Http;

/// <summary>Reads messages of web sockets; an invalid message closes the socket with 4400.</summary>
internal static class SocketMessage
{
    /// <summary>Options for JSON whose depth was checked before.</summary>
    public static JsonDocumentOptions AnyDepth { get; } = new() { MaxDepth = 10_000 };

    /// <param name="utf8">The message; the result refers to it.</param>
    /// <param name="nesting">Maximum nesting of variables; payload and message add two levels.</param>
    public static JsonDocument Parse(byte[] utf8, int nesting)
    {
        try
        {
            var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = nesting + 2, AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object && !RequestReader.HasLoneSurrogate(utf8) ? json : throw SocketCloseException.Invalid();
        }
        catch (JsonException)
        {
            throw SocketCloseException.Invalid();
        }
    }

    public static string? TypeOf(JsonElement message) =>
        message.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    public static string IdOf(JsonElement message) =>
        message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text ? text : throw SocketCloseException.Invalid();

    /// <summary>Returns the payload, an object; null if there is none.</summary>
    public static JsonElement? Payload(JsonElement message)
    {
        if (!message.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return payload.ValueKind == JsonValueKind.Object ? payload : throw SocketCloseException.Invalid();
    }

    /// <summary>Checks the parameters of a <c>subscribe</c> message; the result reads them from a copy of the message.</summary>
    public static Func<JsonElement, RequestParameters> Parameters(JsonElement message)
    {
        try
        {
            var asked = RequestParameters.Read(Payload(message) ?? throw SocketCloseException.Invalid());
            return asked.Document is null && asked.DocumentId is null
                ? throw SocketCloseException.Invalid()
                : static own => RequestParameters.Read(own.GetProperty("payload"));
        }
        catch (InvalidRequestException)
        {
            throw SocketCloseException.Invalid();
        }
    }
}
