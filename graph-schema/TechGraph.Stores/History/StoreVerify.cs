using System.Text;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.History;

/// <summary>Checks what a database's own check does not: changed texts, a broken history, records that are not in the history.</summary>
internal static class StoreVerify
{
    /// <summary>Checks the hash of each record, and the records against the replayed history. Adds a sentence for each damage.</summary>
    public static void Run(IReadOnlyList<StoredRecord> records, HistoryReplay replay, ICollection<string> faults)
    {
        foreach (var record in records.Where(record => RecordJson.Hash(Encoding.UTF8.GetBytes(record.Json)) != record.Hash))
        {
            faults.Add($"Record {record.Ref} does not match its hash.");
        }

        replay.Compare(records);
    }
}
