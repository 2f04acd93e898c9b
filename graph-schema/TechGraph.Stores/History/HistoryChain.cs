using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Model;

namespace TechGraph.Stores.History;

/// <summary>The chain of the append-only history: each line's hash covers its content and the hash before it.</summary>
internal static class HistoryChain
{
    /// <summary>The hash before the first line.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the previous hash and the line, lower-case hex.</summary>
    public static string Hash(string previous, long sequence, string at, string author, string reason, string content) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence}\n{at}\n{author}\n{reason}\n{content}"))));

    /// <summary>A change set as JSON: every record put, in full, and every record removed, so that the history alone rebuilds the graph.</summary>
    public static string Content(ChangeSet changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("put");
            foreach (var record in changes.Put)
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

    /// <summary>A time as the chain hashes it: UTC, to 100 ns.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The change set of a line that follows on a history.</summary>
    /// <exception cref="StoreException">It does not follow.</exception>
    public static ChangeSet Follow(HistoryEntry entry, long sequence, string previous)
    {
        if (entry.Sequence != sequence + 1
            || Hash(previous, entry.Sequence, Time(entry.At), entry.Author, entry.Reason, entry.Content) != entry.Hash)
        {
            throw new StoreException(
                "STORE_DIVERGED", $"Line {entry.Sequence} of the one history does not follow on line {sequence} of the other. Copy into an empty store.");
        }

        var records = new Dictionary<RecordRef, StoredRecord>();
        Replay(entry.Content, records);
        using var change = JsonDocument.Parse(entry.Content);
        return new ChangeSet(
            entry.Author, entry.Reason, [.. records.Values], [.. change.RootElement.GetProperty("remove").EnumerateArray().Select(r => Ref(r.GetString()!))]);
    }

    /// <summary>Works one line's content into the records that the lines before it lead to.</summary>
    public static void Replay(string content, IDictionary<RecordRef, StoredRecord> records)
    {
        using var change = JsonDocument.Parse(content);
        foreach (var removed in change.RootElement.GetProperty("remove").EnumerateArray())
        {
            records.Remove(Ref(removed.GetString()!));
        }

        foreach (var put in change.RootElement.GetProperty("put").EnumerateArray())
        {
            var reference = Ref(put.GetProperty("ref").GetString()!);
            records[reference] = new StoredRecord(
                reference,
                new DossierId(put.GetProperty("dossier").GetString()!),
                put.GetProperty("record").GetRawText(),
                put.GetProperty("hash").GetString()!)
            {
                Original = put.TryGetProperty("original", out var original) ? original.GetRawText() : null,
            };
        }
    }

    private static RecordRef Ref(string text) => RecordRef.Parse(text) ?? throw new StoreException("STORE_DAMAGED", $"The history speaks of \"{text}\", which is no record. Run techgraph verify.");
}
