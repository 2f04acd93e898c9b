using System.Security.Cryptography;
using System.Text;
using TechGraph.GraphQL.Errors;

namespace TechGraph.Api.Paging;

/// <summary>Writes and reads cursors. A cursor is opaque to clients, has a version, and is valid only for the query of its list.</summary>
internal static class Cursor
{
    private const string Version = "1";

    public static string Write(string key, string scope) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Version}|{Fingerprint(scope)}|{key}"));

    /// <summary>The key of the item at a cursor.</summary>
    /// <exception cref="GraphQLError">The text is not a cursor, or a cursor of another query.</exception>
    public static string Read(string cursor, string scope)
    {
        var bytes = new byte[cursor.Length];
        var parts = Convert.TryFromBase64String(cursor, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('|', 3) : [];
        return parts is not [Version, _, _] ? throw new GraphQLError("\"after\" is not a cursor of this list.", "BAD_USER_INPUT")
            : parts[1] != Fingerprint(scope) ? throw new GraphQLError("\"after\" is a cursor of another query. Start again without it.", "BAD_USER_INPUT")
            : parts[2];
    }

    public static GraphQLError Invalid() => new("\"after\" points to an item that is no longer in the list. Start again without it.", "BAD_USER_INPUT");

    private static string Fingerprint(string scope) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..16];
}
