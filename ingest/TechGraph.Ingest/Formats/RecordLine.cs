using System.Text;
using System.Text.Json;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Ingest.Formats;

/// <summary>A record of an export, as its dossier has it: <c>{"ref": "entity/manus", "dossier": "manus-meta", "record": {…}}</c>.</summary>
internal static class RecordLine
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Writes the line, without a line end.</summary>
    public static string Write(StoredRecord record) =>
        $"{{\"ref\":{Text(record.Ref.ToString())},\"dossier\":{Text(record.Dossier.Value)},\"record\":{record.Json}}}";

    /// <summary>Reads a line; null if it has a problem.</summary>
    public static StoredRecord? Read(string line, TextPosition position, Problems problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ref", out var reference) && root.TryGetProperty("dossier", out var dossier)
                && root.TryGetProperty("record", out var record) && reference.ValueKind == JsonValueKind.String && dossier.ValueKind == JsonValueKind.String)
            {
                return Read(reference.GetString()!, dossier.GetString()!, record.GetRawText(), position, problems);
            }

            problems.Add("REC001", position, "The line is not a record. Write {\"ref\": …, \"dossier\": …, \"record\": {…}}.");
        }
        catch (JsonException wrong)
        {
            problems.Add("REC001", position, $"The line is not JSON: {wrong.Message}");
        }

        return null;
    }

    /// <summary>Reads a record from its parts; null if it has a problem.</summary>
    public static StoredRecord? Read(string reference, string dossier, string json, TextPosition position, Problems problems)
    {
        if (RecordRef.Parse(reference) is not { } wanted)
        {
            problems.Add("REC001", position, $"\"{reference}\" is not a reference to a record. Write its kind and id, such as entity/manus.");
            return null;
        }

        try
        {
            // Written again in canonical form: a record with another order or spacing is the same record.
            var record = RecordJson.Read(wanted.Kind, Encoding.UTF8.GetBytes(json));
            if (RecordRef.Of(record) is var own && own != wanted)
            {
                problems.Add("REC002", position, $"The line names \"{reference}\", but contains {own}. Name the record that the line contains.");
                return null;
            }

            return StoredRecord.Of(wanted, new DossierId(dossier), record);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            problems.Add("REC002", position, $"\"{reference}\" cannot be read as a record of kind {EnumText.Kebab(wanted.Kind)}: {wrong.Message}");
            return null;
        }
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);
}
