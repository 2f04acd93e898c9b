using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TechGraph.GraphQL.Http;

/// <summary>Media type of a response.</summary>
internal enum MediaType
{
    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>.</summary>
    EventStream,
}

/// <summary>Media types that a client accepts.</summary>
/// <param name="Type">Media type of a single result.</param>
/// <param name="MayStream">Whether the client accepts an event stream.</param>
internal readonly record struct AcceptedMediaTypes(MediaType Type, bool MayStream);

/// <summary>Chooses the media type of a response. GraphQL over HTTP, "Media Types".</summary>
internal static class MediaTypes
{
    public static string Header(MediaType type) => type switch
    {
        MediaType.Json => "application/json; charset=utf-8",
        MediaType.GraphQLResponse => "application/graphql-response+json; charset=utf-8",
        _ => "text/event-stream; charset=utf-8",
    };

    /// <summary>Returns the accepted media types; null if the server supports none of them.</summary>
    public static AcceptedMediaTypes? Choose(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0 || !MediaTypeHeaderValue.TryParseList(header, out var asked) || asked.Count == 0)
        {
            // No header, or an empty one, accepts everything. A header that does not parse accepts nothing.
            return header.Count == 0 || header.ToString().Trim().Length == 0 ? new(MediaType.Json, false) : null;
        }

        var json = Quality(asked, "application/json");
        var response = Quality(asked, "application/graphql-response+json");
        var mayStream = Quality(asked, "text/event-stream") is > 0;
        if (response is > 0 && response >= (json ?? 0))
        {
            return new(MediaType.GraphQLResponse, mayStream);
        }

        if (json is > 0)
        {
            return new(MediaType.Json, mayStream);
        }

        if (mayStream)
        {
            return new(MediaType.EventStream, true);
        }

        var any = json is null ? Quality(asked, "application/*") ?? Quality(asked, "*/*") : null;
        return any is > 0 ? new(MediaType.Json, false) : null;
    }

    /// <summary>Whether the client accepts HTML, as browsers do.</summary>
    public static bool AcceptsHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var asked) && Quality(asked, "text/html") is > 0;

    /// <summary>Whether a media type has the charset UTF-8 or none.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue value) =>
        !value.Charset.HasValue || HeaderUtilities.RemoveQuotes(value.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static double? Quality(IList<MediaTypeHeaderValue> asked, string type)
    {
        foreach (var value in asked)
        {
            if (value.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && IsUtf8(value))
            {
                return value.Quality ?? 1;
            }
        }

        return null;
    }
}
