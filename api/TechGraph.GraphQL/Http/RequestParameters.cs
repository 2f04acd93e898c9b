using System.Text.Json;

namespace TechGraph.GraphQL.Http;

/// <summary>Parameters of a GraphQL request. The variables refer to the buffer of the request's JSON.</summary>
/// <param name="Document">Document in UTF-8; null if there is none.</param>
/// <param name="OperationName">Name of the operation; null if there is none.</param>
/// <param name="Variables">A JSON object; null if there are none.</param>
/// <param name="DocumentId">Id of a stored document; null if there is none.</param>
internal sealed record RequestParameters(byte[]? Document, string? OperationName, JsonElement? Variables, string? DocumentId)
{
    /// <summary>Reads the members of a request, which are the same for a body and a query string.</summary>
    /// <exception cref="InvalidRequestException">A member has the wrong type.</exception>
    public static RequestParameters Read(JsonElement request)
    {
        var query = Member(request, "query");
        if (query is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"query\" must be a string: the GraphQL document.");
        }

        var name = Member(request, "operationName");
        if (name is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"operationName\" must be a string.");
        }

        var id = Member(request, "documentId");
        if (id is { ValueKind: not JsonValueKind.String })
        {
            throw InvalidRequestException.WrongShape("\"documentId\" must be a string.");
        }

        var variables = Object(request, "variables");
        var extensions = Object(request, "extensions");
        return new RequestParameters(
            query is { } text ? Utf8Of(text) : null,
            name?.GetString(),
            variables,
            id?.GetString() ?? (extensions is { } members ? PersistedQuery(members) : null));
    }

    /// <summary>Reads a document's id from the extension <c>persistedQuery</c>, which has a version and a hash.</summary>
    private static string? PersistedQuery(JsonElement extensions)
    {
        if (Object(extensions, "persistedQuery") is not { } persisted)
        {
            return null;
        }

        return persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1
            && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
            ? $"sha256:{hash.GetString()}"
            : throw InvalidRequestException.WrongShape("\"persistedQuery\" must have \"version\" 1 and \"sha256Hash\".");
    }

    private static JsonElement? Member(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement? Object(JsonElement request, string name)
    {
        var value = Member(request, name);
        return value is { ValueKind: not JsonValueKind.Object } ? throw InvalidRequestException.WrongShape($"\"{name}\" must be an object.") : value;
    }

    /// <summary>Decodes a JSON string to UTF-8 without allocating a string.</summary>
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
