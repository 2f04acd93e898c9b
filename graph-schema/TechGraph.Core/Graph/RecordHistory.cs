using System.Runtime.CompilerServices;
using System.Text.Json;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>Reads the history of one record.</summary>
public static class RecordHistory
{
    /// <summary>Every change of a record, oldest first. Reads the whole history, because it has no index by record.</summary>
    public static async IAsyncEnumerable<RecordChange> OfAsync(IGraphStore store, RecordRef record, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var wanted = record.ToString();
        await foreach (var entry in store.HistoryAsync(cancellation: cancellation))
        {
            // Most entries do not mention the record and need no parsing.
            if (!entry.Content.Contains(wanted, StringComparison.Ordinal))
            {
                continue;
            }

            using var content = JsonDocument.Parse(entry.Content);
            foreach (var put in content.RootElement.GetProperty("put").EnumerateArray().Where(put => put.GetProperty("ref").ValueEquals(wanted)))
            {
                yield return new RecordChange(entry.Sequence, entry.At, entry.Author, entry.Reason, put.GetProperty("hash").GetString(), put.GetProperty("record").GetRawText());
            }

            if (content.RootElement.GetProperty("remove").EnumerateArray().Any(removed => removed.ValueEquals(wanted)))
            {
                yield return new RecordChange(entry.Sequence, entry.At, entry.Author, entry.Reason, null, null);
            }
        }
    }
}

/// <summary>One change of a record.</summary>
/// <param name="Sequence">The version after the change.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Hash">The record's hash after it; null: it was removed.</param>
/// <param name="Json">The record after it, as canonical text; null: it was removed.</param>
public sealed record RecordChange(long Sequence, DateTimeOffset At, string Author, string Reason, string? Hash, string? Json);
