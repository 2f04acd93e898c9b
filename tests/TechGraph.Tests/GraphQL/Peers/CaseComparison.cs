using System.Globalization;
using System.Text.Json;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>Compares the results of two engines for a case.</summary>
internal static class CaseComparison
{
    /// <param name="ours">Result of this engine, one line.</param>
    /// <param name="theirs">Result of the other engine.</param>
    /// <param name="waits">
    /// Whether the data was asynchronous. Each engine then decides which errors below a null it reports, and in which order (section 6.4.4).
    /// </param>
    /// <param name="withLocations">Whether errors must also have the same locations in the document.</param>
    public static bool IsSame(string ours, string theirs, bool waits, bool withLocations = true)
    {
        if (ours == theirs)
        {
            return true;
        }

        using var a = JsonDocument.Parse(ours, new JsonDocumentOptions { MaxDepth = 10_000 });
        using var b = JsonDocument.Parse(theirs, new JsonDocumentOptions { MaxDepth = 10_000 });
        return IsSameResult(a.RootElement.GetProperty("result"), b.RootElement.GetProperty("result"), waits, withLocations);
    }

    private static bool IsSameResult(JsonElement a, JsonElement b, bool waits, bool withLocations)
    {
        foreach (var name in new[] { "outcome", "locations", "data" })
        {
            var (has, other) = (a.TryGetProperty(name, out var x), b.TryGetProperty(name, out var y));
            if (has != other || (has && Canonical(x) != Canonical(y)))
            {
                return false;
            }
        }

        if (a.TryGetProperty("errorPaths", out var paths))
        {
            if (waits ? paths.GetArrayLength() > 0 != b.GetProperty("errorPaths").GetArrayLength() > 0 : Errors(a, withLocations) != Errors(b, withLocations))
            {
                return false;
            }
        }

        return !a.TryGetProperty("events", out var events)
            || (events.GetArrayLength() == b.GetProperty("events").GetArrayLength()
                && events.EnumerateArray().Zip(b.GetProperty("events").EnumerateArray()).All(pair => IsSameResult(pair.First, pair.Second, waits, withLocations)));
    }

    private static string Errors(JsonElement result, bool withLocations) => string.Join('\n', result.GetProperty("errorPaths").EnumerateArray()
        .Zip(result.GetProperty("errorLocations").EnumerateArray(), (path, locations) => withLocations ? $"{path} {locations}" : $"{path}").Order(StringComparer.Ordinal));

    /// <summary>Returns a text for comparison: the order of members counts, the spelling of numbers does not.</summary>
    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(m => $"{m.Name}:{Canonical(m.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Number => (value.GetDouble() + 0.0).ToString("R", CultureInfo.InvariantCulture).Replace("-0", "0", StringComparison.Ordinal),
        JsonValueKind.String => $"\"{value.GetString()}\"",
        _ => value.GetRawText(),
    };
}
