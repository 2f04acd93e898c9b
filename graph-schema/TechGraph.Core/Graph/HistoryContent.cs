using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>
/// A change set in the history: JSON with the full text of every record put and the reference of every record removed, so that the history
/// alone can rebuild the graph.
/// </summary>
public static class HistoryContent
{
    /// <summary>Rough number of characters that JSON adds around a record.</summary>
    private const int Frame = 256;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a change set as text.</summary>
    public static string Write(ChangeSet changes)
    {
        // The final size, except for characters outside ASCII. A buffer that grows by doubling would take three times as much memory.
        var size = changes.Put.Sum(record => record.Json.Length + (record.Original?.Length ?? 0) + Frame) + (changes.Remove.Length * Frame);
        var buffer = new ArrayBufferWriter<byte>(size + Frame);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("put");
            foreach (var record in changes.Put)
            {
                Write(writer, record);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("remove");
            foreach (var reference in changes.Remove)
            {
                writer.WriteStringValue(reference.ToString());
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads the change set of a history entry.</summary>
    /// <exception cref="StoreException"><c>STORE_DAMAGED</c>: the entry contains something that is not a change set.</exception>
    public static ChangeSet Read(HistoryEntry entry) => Read(entry.Content, entry.Sequence, entry.Author, entry.Reason);

    /// <summary>Reads the change set of a history entry, given by its parts.</summary>
    /// <exception cref="StoreException"><c>STORE_DAMAGED</c>: the entry contains something that is not a change set.</exception>
    public static ChangeSet Read(string content, long sequence, string author, string reason)
    {
        try
        {
            using var change = JsonDocument.Parse(content);
            return new ChangeSet(
                author,
                reason,
                [.. change.RootElement.GetProperty("put").EnumerateArray().Select(ReadRecord)],
                [.. change.RootElement.GetProperty("remove").EnumerateArray().Select(removed => Ref(removed.GetString()))]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new StoreException("STORE_DAMAGED", $"The content of history line {sequence} cannot be read: {error.Message} Run techgraph verify.", error);
        }
    }

    private static void Write(Utf8JsonWriter writer, StoredRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("ref", record.Ref.ToString());
        writer.WriteString("dossier", record.Dossier.Value);
        writer.WriteString("hash", record.Hash);
        writer.WritePropertyName("record");
        writer.WriteRawValue(record.Json);
        if (record.Original is not null)
        {
            writer.WritePropertyName("original");
            writer.WriteRawValue(record.Original);
        }

        writer.WriteEndObject();
    }

    private static StoredRecord ReadRecord(JsonElement put) => new(
        Ref(put.GetProperty("ref").GetString()),
        new DossierId(Text(put, "dossier")),
        put.GetProperty("record").GetRawText(),
        Text(put, "hash"))
    {
        Original = put.TryGetProperty("original", out var original) ? original.GetRawText() : null,
    };

    private static string Text(JsonElement put, string name) => put.GetProperty(name).GetString() ?? throw new JsonException($"\"{name}\" is null.");

    private static RecordRef Ref(string? text) => RecordRef.Parse(text ?? "") ?? throw new StoreException("STORE_DAMAGED", $"The history names \"{text}\", which is not a record. Run techgraph verify.");
}
