namespace TechGraph.Core.Graph;

/// <summary>Writes prefilters as text, so that they can be compared.</summary>
internal static class PrefilterText
{
    /// <summary>A list as text; two lists have the same text only if their items are equal.</summary>
    public static string Text<T>(IEnumerable<T> items) => string.Join(',', items.Select(item => $"{item}" is var text ? $"{text.Length}:{text}" : ""));
}
