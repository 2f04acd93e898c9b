using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.History;

/// <summary>The hash chain of the append-only history: the hash of each entry covers its content and the hash before it.</summary>
internal static class HistoryChain
{
    /// <summary>The hash before the first entry.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the previous hash and the entry, lower-case hex.</summary>
    public static string Hash(string previous, long sequence, string at, string author, string reason, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence}\n{at}\n{author}\n{reason}\n"));
        Append(hash, content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A time in the form that is hashed: UTC, to 100 ns.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The change set of an entry that must follow a history.</summary>
    /// <exception cref="StoreException">It does not follow.</exception>
    public static ChangeSet Follow(HistoryEntry entry, long sequence, string previous)
    {
        if (entry.Sequence != sequence + 1
            || Hash(previous, entry.Sequence, Time(entry.At), entry.Author, entry.Reason, entry.Content) != entry.Hash)
        {
            throw new StoreException(
                "STORE_DIVERGED", $"Line {entry.Sequence} of one history does not follow line {sequence} of the other. Copy into an empty store.");
        }

        return HistoryContent.Read(entry);
    }

    /// <summary>Hashes in pieces, because the text of a change set is large. The encoder keeps surrogate pairs together across pieces.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        const int Piece = 16 * 1024;
        var encoder = Encoding.UTF8.GetEncoder();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(Piece)];
        for (var at = 0; at < text.Length; at += Piece)
        {
            var part = text.AsSpan(at, Math.Min(Piece, text.Length - at));
            hash.AppendData(bytes.AsSpan(0, encoder.GetBytes(part, bytes, flush: at + Piece >= text.Length)));
        }
    }
}
