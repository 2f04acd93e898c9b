using System.Text.Encodings.Web;
using System.Text.Json;
using TechGraph.Core.Parsing;

namespace TechGraph.Cli;

/// <summary>Prints rows for people (aligned columns) or, with <c>--json</c>, for programs (one array of objects).</summary>
internal static class TableOutput
{
    private const int Gap = 2;

    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static async Task WriteAsync(TextWriter output, bool json, string[] columns, IReadOnlyList<string?[]> rows)
    {
        if (json)
        {
            var objects = rows.Select(row => columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));
            await output.WriteLineAsync(JsonSerializer.Serialize(objects, Json));
            return;
        }

        var widths = columns.Select((column, index) => rows.Select(row => Clean(row[index]).Length).Append(column.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(columns))
        {
            var cells = row.Select((cell, index) => index == columns.Length - 1 ? Clean(cell) : Clean(cell).PadRight(widths[index] + Gap));
            await output.WriteLineAsync(string.Concat(cells).TrimEnd());
        }
    }

    /// <summary>A cell whose characters cannot move the cursor or break the line.</summary>
    public static string Clean(string? cell) => SafeText.Escape(cell ?? "");
}
