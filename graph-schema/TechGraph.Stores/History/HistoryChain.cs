using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.History;

/// <summary>The chain of the append-only history: each line's hash covers its content and the hash before it.</summary>
internal static class HistoryChain
{
    /// <summary>The hash before the first line.</summary>
    public const string Start = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over the previous hash and the line, lower-case hex.</summary>
    public static string Hash(string previous, long sequence, string at, string author, string reason, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence}\n{at}\n{author}\n{reason}\n"));
        Append(hash, content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
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

        return HistoryContent.Read(entry);
    }

    /// <summary>Piece by piece: a change set's text is large. The encoder keeps a pair of surrogates together across pieces.</summary>
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
