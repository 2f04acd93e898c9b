using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TechGraph.GraphQL.Http;

/// <summary>The form of an answer.</summary>
internal enum MediaType
{
    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>.</summary>
    EventStream,
}

/// <summary>The forms that a client takes.</summary>
/// <param name="Type">The form of one result.</param>
/// <param name="MayStream">Whether a subscription can be answered.</param>
internal readonly record struct AcceptedMediaTypes(MediaType Type, bool MayStream);

/// <summary>Chooses the form that a client asks for. GraphQL over HTTP, "Media Types".</summary>
internal static class MediaTypes
{
    public static string Header(MediaType type) => type switch
    {
        MediaType.Json => "application/json; charset=utf-8",
        MediaType.GraphQLResponse => "application/graphql-response+json; charset=utf-8",
        _ => "text/event-stream; charset=utf-8",
    };

    /// <summary>The forms; null when none that is asked for can be given.</summary>
    public static AcceptedMediaTypes? Choose(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0 || !MediaTypeHeaderValue.TryParseList(header, out var asked) || asked.Count == 0)
        {
            // Without a header, or with one that cannot be read, any form is as good as another.
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

    /// <summary>Whether a browser asks for a page.</summary>
    public static bool AcceptsHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var asked) && Quality(asked, "text/html") is > 0;

    /// <summary>Whether a media type names UTF-8, or no charset at all.</summary>
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
