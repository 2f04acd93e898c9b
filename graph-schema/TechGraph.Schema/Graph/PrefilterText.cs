namespace TechGraph.Schema.Graph;

/// <summary>How narrowings are told apart.</summary>
internal static class PrefilterText
{
    /// <summary>A list as a text that no other list has, whatever its items hold.</summary>
    public static string Text<T>(IEnumerable<T> items) => string.Join(',', items.Select(item => $"{item}" is var text ? $"{text.Length}:{text}" : ""));
}
