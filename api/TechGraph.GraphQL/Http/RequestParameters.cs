using System.Text.Json;

namespace TechGraph.GraphQL.Http;

/// <summary>What a request asks, whatever way it came. What it holds belongs to the request's buffer.</summary>
/// <param name="Document">UTF-8; null where there is none.</param>
/// <param name="OperationName">Null where there is none.</param>
/// <param name="Variables">An object; null where there are none.</param>
/// <param name="DocumentId">Names a stored document; null where none is named.</param>
internal sealed record RequestParameters(byte[]? Document, string? OperationName, JsonElement? Variables, string? DocumentId)
{
    /// <summary>Reads the members of a request, which are the same in a body and in a query string.</summary>
    /// <exception cref="InvalidRequestException">A member has another shape than it must have.</exception>
    public static RequestParameters Read(JsonElement request)
    {
        var query = Member(request, "query");
        if (query is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"query\" is a text: the GraphQL document.");
        }

        var name = Member(request, "operationName");
        if (name is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"operationName\" is a text.");
        }

        var id = Member(request, "documentId");
        if (id is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"documentId\" is a text.");
        }

        var variables = Object(request, "variables");
        var extensions = Object(request, "extensions");
        return new RequestParameters(
            query is { } text ? Utf8Of(text) : null,
            name?.GetString(),
            variables,
            id?.GetString() ?? (extensions is { } members ? PersistedQuery(members) : null));
    }

    /// <summary>The other way to name a document: extension <c>persistedQuery</c> with its version and hash.</summary>
    private static string? PersistedQuery(JsonElement extensions)
    {
        if (Object(extensions, "persistedQuery") is not { } persisted)
        {
            return null;
        }

        return persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1
            && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? $"sha256:{hash.GetString()}"
            : throw InvalidRequestException.WrongShape("\"persistedQuery\" has version 1 and \"sha256Hash\".");
    }

    private static JsonElement? Member(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Object(JsonElement request, string name)
    {
        var value = Member(request, name);
        return value is { ValueKind: not JsonValueKind.Object } ? throw InvalidRequestException.WrongShape($"\"{name}\" is an object.") : value;
    }

    /// <summary>The UTF-8 of a JSON text without a string in between.</summary>
    private static byte[] Utf8Of(JsonElement text)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(text);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        var bytes = new byte[raw.Length];
        var length = reader.CopyString(bytes);
        return length == bytes.Length ? bytes : bytes[..length];
    }
}
