using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TechGraph.Schema.Graph;

namespace TechGraph.Stores.History;

/// <summary>The chain of the append-only history: each line's hash covers its content and the hash before it.</summary>
internal static class HistoryChain
{
    /// <summary>The hash before the first line.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the previous hash and the line, lower-case hex.</summary>
    public static string Hash(string previous, long sequence, string at, string author, string reason, string content) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence}\n{at}\n{author}\n{reason}\n{content}"))));

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

        return HistoryContent.Read(entry);
    }
}
