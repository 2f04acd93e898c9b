using System.Globalization;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.History;

/// <summary>A history entry exactly as it is stored: its time is the text that the hash covers.</summary>
internal sealed record HistoryRow(long Sequence, string At, string Author, string Reason, string Content, string Hash)
{
    /// <summary>The hash that the row must have after an entry with the hash <paramref name="previous"/>.</summary>
    public string HashAfter(string previous) => HistoryChain.Hash(previous, Sequence, At, Author, Reason, Content);

    /// <summary>The entry.</summary>
    /// <exception cref="StoreException"><c>STORE_DAMAGED</c>: the time cannot be read.</exception>
    public HistoryEntry ToEntry() => new(
        Sequence,
        DateTimeOffset.TryParse(At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new StoreException("STORE_DAMAGED", $"History line {Sequence} has no valid time. Run techgraph verify."),
        Author,
        Reason,
        Content,
        Hash);
}
