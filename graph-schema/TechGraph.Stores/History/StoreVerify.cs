using System.Text;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.History;

/// <summary>Checks what SQLite's own check does not: changed texts, a broken history, records that are not in the history.</summary>
internal static class StoreVerify
{
    public static IReadOnlyList<string> Run(IReadOnlyList<StoredRecord> records, IReadOnlyList<HistoryEntry> history, (long Sequence, string Hash)? head)
    {
        var found = new List<string>();
        CheckHashes(records, found);
        CheckChain(history, head, found);
        CheckReplay(records, history, found);
        return found;
    }

    private static void CheckHashes(IReadOnlyList<StoredRecord> records, List<string> found) => found.AddRange(records
        .Where(record => RecordJson.Hash(Encoding.UTF8.GetBytes(record.Json)) != record.Hash)
        .Select(record => $"Record {record.Ref} does not match its hash."));

    private static void CheckChain(IReadOnlyList<HistoryEntry> history, (long Sequence, string Hash)? head, List<string> found)
    {
        var previous = HistoryChain.Start;
        var expected = 1L;
        foreach (var entry in history)
        {
            if (entry.Sequence != expected || HistoryChain.Hash(previous, entry.Sequence, HistoryChain.Time(entry.At), entry.Author, entry.Reason, entry.Content) != entry.Hash)
            {
                found.Add($"History line {entry.Sequence} does not follow from the line before it.");
                return;
            }

            previous = entry.Hash;
            expected++;
        }

        var last = expected - 1;
        if (head is null ? last > 0 : (head.Value.Sequence, head.Value.Hash) != (last, last == 0 ? head.Value.Hash : previous))
        {
            found.Add($"The history ends at line {last}, but the head file beside it says {head?.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}.");
        }
    }

    /// <summary>Checks that the tables contain exactly what the history leads to.</summary>
    private static void CheckReplay(IReadOnlyList<StoredRecord> records, IReadOnlyList<HistoryEntry> history, List<string> found)
    {
        var replayed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in history)
        {
            using var content = System.Text.Json.JsonDocument.Parse(entry.Content);
            foreach (var removed in content.RootElement.GetProperty("remove").EnumerateArray())
            {
                replayed.Remove(removed.GetString()!);
            }

            foreach (var put in content.RootElement.GetProperty("put").EnumerateArray())
            {
                replayed[put.GetProperty("ref").GetString()!] = put.GetProperty("hash").GetString()!;
            }
        }

        foreach (var record in records)
        {
            if (!replayed.Remove(record.Ref.ToString(), out var hash))
            {
                found.Add($"Record {record.Ref} is not in the history.");
            }
            else if (hash != record.Hash)
            {
                found.Add($"Record {record.Ref} differs from the history.");
            }
        }

        found.AddRange(replayed.Keys.Select(reference => $"Record {reference} of the history is missing."));
    }
}
