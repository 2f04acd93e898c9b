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
}

/// <summary>Chooses the form that a client asks for. GraphQL over HTTP, "Media Types".</summary>
internal static class MediaTypes
{
    public static string Header(MediaType type) =>
        type == MediaType.Json ? "application/json; charset=utf-8" : "application/graphql-response+json; charset=utf-8";

    /// <summary>The form; null when none that is asked for can be given.</summary>
    public static MediaType? Choose(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0 || !MediaTypeHeaderValue.TryParseList(header, out var asked) || asked.Count == 0)
        {
            // Without a header, or with one that cannot be read, any form is as good as another.
            return header.Count == 0 || header.ToString().Trim().Length == 0 ? MediaType.Json : null;
        }

        var json = Quality(asked, "application/json");
        var response = Quality(asked, "application/graphql-response+json");
        if (response is > 0 && response >= (json ?? 0))
        {
            return MediaType.GraphQLResponse;
        }

        json ??= Quality(asked, "application/*") ?? Quality(asked, "*/*");
        if (json is > 0)
        {
            return MediaType.Json;
        }

        return response is > 0 ? MediaType.GraphQLResponse : null;
    }

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

    /// <summary>Whether a media type names UTF-8, or no charset at all.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue value) =>
        !value.Charset.HasValue || HeaderUtilities.RemoveQuotes(value.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
