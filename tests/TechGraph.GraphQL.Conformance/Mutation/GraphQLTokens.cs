using System.Text;

namespace TechGraph.GraphQL.Conformance.Mutation;

/// <summary>Tokens of GraphQL and of HTTP.</summary>
internal static class GraphQLTokens
{
    public static readonly IReadOnlyList<byte[]> All =
    [
        .. new[] { "{", "}", "(", ")", "[", "]", "...", "\"", "\"\"\"", "\\u", "\\ud800", "$", "@", "!", ":", "=", "|", "&", "#", "\r", "\0", "query", "fragment", "on", "null", "1e", "-", "é", "\uFEFF", "999999999999999999999", "type", "extend", "schema", ",", "Content-Length: ", "%00", "documentId", "variables" }
            .Select(Encoding.UTF8.GetBytes),
    ];
}
