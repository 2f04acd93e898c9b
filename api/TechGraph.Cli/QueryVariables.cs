using System.Text.Json;

namespace TechGraph.Cli;

/// <summary>Variables as a command line gives them.</summary>
internal static class QueryVariables
{
    /// <summary>An object of all; null where one is wrong.</summary>
    /// <param name="given">Each is <c>name=value</c>; a value that is no JSON is a text.</param>
    /// <param name="wrong">What is wrong, and what to write.</param>
    public static JsonElement? Read(IReadOnlyList<string> given, out string wrong)
    {
        var all = new Dictionary<string, JsonElement>();
        foreach (var each in given)
        {
            var equals = each.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                wrong = $"\"{TableOutput.Clean(each)}\" is not a variable. Write --var name=value.";
                return null;
            }

            if (!all.TryAdd(each[..equals].TrimStart('$'), Value(each[(equals + 1)..])))
            {
                wrong = $"Variable \"{TableOutput.Clean(each[..equals])}\" is given twice. Give it once.";
                return null;
            }
        }

        wrong = "";
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
