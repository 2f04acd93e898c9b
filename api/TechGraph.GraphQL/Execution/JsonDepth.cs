using System.Runtime.InteropServices;
using System.Text.Json;

namespace TechGraph.GraphQL.Execution;

/// <summary>Measures the nesting of JSON without recursion, so that recursive code can run afterwards without a stack overflow.</summary>
internal static class JsonDepth
{
    /// <summary>Whether objects and lists nest deeper than <paramref name="max"/>; a scalar has depth 0.</summary>
    public static bool Exceeds(JsonElement json, int max)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return false;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json), new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= max)
            {
                return true;
            }
        }

        return false;
    }
}
