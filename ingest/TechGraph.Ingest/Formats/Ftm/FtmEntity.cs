using System.Text.Json;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Formats.Ftm;

/// <summary>A FollowTheMoney entity: <c>{"id": "…", "schema": "Company", "properties": {"name": ["…"]}}</c>.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Position">Its first line.</param>
internal sealed record FtmEntity(string Id, string Schema, TextPosition Position)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Values by property, each once, in the order of the file.</summary>
    public Dictionary<string, List<string>> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>The values of some properties.</summary>
    public IEnumerable<string> Of(params IEnumerable<string> names) => names.SelectMany(name => Properties.GetValueOrDefault(name) ?? []).Distinct();

    /// <summary>Reads a line; null if it has a problem.</summary>
    public static FtmEntity? Read(string line, TextPosition position, Problems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && Text(root, "id") is { Length: > 0 } id && Text(root, "schema") is { Length: > 0 } schema
                && root.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                && properties.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().All(IsText)))
            {
                var entity = new FtmEntity(id, schema, position);
                foreach (var property in properties.EnumerateObject())
                {
                    entity.Properties[property.Name] = [.. property.Value.EnumerateArray().Select(value => value.GetString()!.Trim()).Where(value => value.Length > 0).Distinct()];
                }

                return entity;
            }

            problems.Add("FTM002", position, "The line is not a FollowTheMoney entity. Write {\"id\": \"…\", \"schema\": \"…\", \"properties\": {\"name\": [\"…\"]}}, each value a text in a list. The line was refused.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            problems.Add("FTM002", position, $"The line is not JSON: {wrong.Message} It was refused.");
        }

        return null;
    }

    /// <summary>Adds the properties of another line with the same id.</summary>
    public void Add(FtmEntity fragment)
    {
        foreach (var (name, values) in fragment.Properties)
        {
            Properties[name] = [.. (Properties.GetValueOrDefault(name) ?? []).Union(values)];
        }
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && IsText(value) ? value.GetString() : null;
}
