using System.Globalization;
using System.Text.Json;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>Whether two engines answer a case alike.</summary>
internal static class CaseComparison
{
    /// <param name="ours">The answer of this engine, one line.</param>
    /// <param name="theirs">The other answer.</param>
    /// <param name="waits">
    /// Whether data came later. Which errors below a null are told, and in which order, is then left to each engine (section 6.4.4).
    /// </param>
    /// <param name="withLocations">Whether errors stand in the same places of the document, too.</param>
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

    /// <summary>The order of an object's members is part of the answer; the spelling of numbers is not.</summary>
    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(m => $"{m.Name}:{Canonical(m.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Number => (value.GetDouble() + 0.0).ToString("R", CultureInfo.InvariantCulture).Replace("-0", "0", StringComparison.Ordinal),
        JsonValueKind.String => $"\"{value.GetString()}\"",
        _ => value.GetRawText(),
    };
}
