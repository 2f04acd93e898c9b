using System.Collections.Immutable;
using System.Text.Json;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;

namespace TechGraph.Api.Feed;

/// <summary>One committed change set: an entry of the history.</summary>
/// <param name="Sequence">The version after it.</param>
/// <param name="At">When it was committed, in UTC.</param>
/// <param name="Author">Who made the change.</param>
/// <param name="Reason">Why.</param>
/// <param name="Records">The records that were put, then those that were removed, in the order of the change set.</param>
internal sealed record GraphChange(long Sequence, DateTimeOffset At, string Author, string Reason, ImmutableArray<ChangedRecord> Records)
{
    /// <summary>Reads an entry of the history.</summary>
    public static GraphChange Of(HistoryEntry entry)
    {
        using var content = JsonDocument.Parse(entry.Content);
        return new GraphChange(
            entry.Sequence,
            entry.At,
            entry.Author,
            entry.Reason,
            [
                .. content.RootElement.GetProperty("put").EnumerateArray().Select(put => ChangedRecord.Of(put.GetProperty("ref").GetString()!, isRemoved: false)),
                .. content.RootElement.GetProperty("remove").EnumerateArray().Select(reference => ChangedRecord.Of(reference.GetString()!, isRemoved: true)),
            ]);
    }
}

/// <summary>A record that a change set put or removed.</summary>
internal sealed record ChangedRecord(RecordKind Kind, string Id, bool IsRemoved)
{
    /// <param name="reference"><c>kind/id</c>; an id may hold slashes.</param>
    /// <param name="isRemoved">Whether it was removed.</param>
    public static ChangedRecord Of(string reference, bool isRemoved)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return new ChangedRecord(Enum.Parse<RecordKind>(reference[..slash], ignoreCase: true), reference[(slash + 1)..], isRemoved);
    }
}
