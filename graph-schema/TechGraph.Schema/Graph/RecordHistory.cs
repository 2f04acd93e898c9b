using System.Runtime.CompilerServices;
using System.Text.Json;
using TechGraph.Schema.Model;

namespace TechGraph.Schema.Graph;

/// <summary>What the history says of one record.</summary>
public static class RecordHistory
{
    /// <summary>Every change of a record, oldest first. The history is read from its start: it has no index by record.</summary>
    public static async IAsyncEnumerable<RecordChange> OfAsync(IGraphStore store, RecordRef record, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var wanted = record.ToString();
        await foreach (var entry in store.HistoryAsync(cancellation: cancellation))
        {
            // Most lines do not name it; those are not taken apart.
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
/// <param name="Sequence">The version that it led to.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Hash">The record's hash after it; null: it was removed.</param>
/// <param name="Json">The record after it, as canonical text; null: it was removed.</param>
public sealed record RecordChange(long Sequence, DateTimeOffset At, string Author, string Reason, string? Hash, string? Json);
