using System.Text.Json;

namespace TechGraph.Cli;

/// <summary>Reads GraphQL variables from a command line.</summary>
internal static class QueryVariables
{
    /// <summary>All variables as one object; null if one is wrong.</summary>
    /// <param name="given">Each is <c>name=value</c>; a value that is not JSON is a text.</param>
    /// <param name="error">What is wrong, and what to write.</param>
    public static JsonElement? Read(IReadOnlyList<string> given, out string error)
    {
        var all = new Dictionary<string, JsonElement>();
        foreach (var each in given)
        {
            var equals = each.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                error = $"\"{TableOutput.Clean(each)}\" is not a variable. Write --var name=value.";
                return null;
            }

            if (!all.TryAdd(each[..equals].TrimStart('$'), Value(each[(equals + 1)..])))
            {
                error = $"Variable \"{TableOutput.Clean(each[..equals])}\" is given twice. Give it once.";
                return null;
            }
        }

        error = "";
        return JsonSerializer.SerializeToElement(all);
    }

    private static JsonElement Value(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
