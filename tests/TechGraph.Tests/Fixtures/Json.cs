using System.Text.Json;

namespace TechGraph.Tests.Fixtures;

/// <summary>Short access to the members of a JSON response.</summary>
internal static class Json
{
    /// <summary>The element at member names and list indices joined by dots, such as <c>nodes.0.id</c>.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array
                ? element[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]
                : element.GetProperty(step);
        }

        return element;
    }

    /// <summary>The text at a path; null if the value is null.</summary>
    public static string? Text(this JsonElement element, string path) => element.At(path).GetString();

    /// <summary>The items of the list at a path.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement element, string path) => element.At(path).EnumerateArray();
}
