using System.Text;
using System.Text.Json;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Processes input lines: first the schemas, then the cases.</summary>
internal sealed class CaseSession
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1_000_000 };

    private readonly Dictionary<string, string> _schemas = [];
    private readonly Dictionary<string, TestSchema> _builtSchemas = [];

    /// <summary>Returns the result of a line; null if the line is not a case.</summary>
    public async Task<string?> AnswerAsync(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(DeepJson.Flatten(line), AnyDepth);
            var asked = json.RootElement;
            if (asked.TryGetProperty("sdls", out var schemas))
            {
                foreach (var schema in schemas.EnumerateObject())
                {
                    _schemas[schema.Name] = JsonText.Of(schema.Value);
                    _builtSchemas.Remove(schema.Name);
                }

                if (!asked.TryGetProperty("op", out _))
                {
                    return null;
                }
            }

            return await CaseRunner.AnswerAsync(asked, SchemaOf(asked));
        }
#pragma warning disable CA1031 // An invalid case or an error of the engine is reported as the result of its line, so that the order of lines stays.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(wrong.ToString());
            return $"{{\"id\":{IdOf(line)},\"result\":{{\"outcome\":\"crash\",\"message\":{JavaScriptText.Quote(wrong.Message)}}}}}";
        }
    }

    private static string IdOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, AnyDepth);
            return json.RootElement.GetProperty("id").GetRawText();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "null";
        }
    }

    private TestSchema? SchemaOf(JsonElement asked)
    {
        if (asked.TryGetProperty("sdlText", out var text) && text.ValueKind == JsonValueKind.String)
        {
            return TestSchema.Build(JsonText.Of(text));
        }

        if (!asked.TryGetProperty("sdl", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var key = name.GetString()!;
        if (!_builtSchemas.TryGetValue(key, out var built))
        {
            _builtSchemas[key] = built = TestSchema.Build(_schemas[key]);
        }

        return built;
    }
}

/// <summary>Reads JSON strings and keeps lone surrogates, which GraphQL rejects, not JSON.</summary>
internal static class JsonText
{
    public static string Of(JsonElement text)
    {
        var raw = text.GetRawText().AsSpan()[1..^1];
        if (!raw.Contains('\\'))
        {
            return raw.ToString();
        }

        var plain = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                plain.Append(raw[i]);
                continue;
            }

            i++;
            plain.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice(i + 1, 4), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture),
                var other => other,
            });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return plain.ToString();
    }
}
