using System.Security.Cryptography;
using System.Text;
using TechGraph.Core.Model;

namespace TechGraph.Ingest.Formats;

/// <summary>Makes ids for imported records: readable if the values allow it, and always different for different values.</summary>
internal static class ImportIds
{
    private const int HashLength = 8;

    /// <summary>If no part of the values is readable, as with Chinese names, only the hash distinguishes the ids, so it is longer.</summary>
    private const int LongHashLength = 24;

    /// <summary>Longest readable part; it leaves room for suffixes such as <c>.based-in.gb.1</c>.</summary>
    private const int MaxReadableLength = 40;

    /// <summary>The id: <c>import.part.readable.hash</c>.</summary>
    /// <param name="import">The dossier of the import.</param>
    /// <param name="part">The sort of record.</param>
    /// <param name="values">The values that identify the record.</param>
    public static string Of(DossierId import, string part, params IEnumerable<string> values)
    {
        var all = string.Join('\n', values);
        var plain = new StringBuilder();
        foreach (var letter in all.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(letter);
            }
            else if (plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        var readable = plain.ToString().Trim('-');
        var most = IdText.MaxLength - (2 * import.Value.Length) - part.Length - LongHashLength - MaxReadableLength;
        var isWhole = readable.Length <= most && all.All(char.IsAscii);
        readable = (readable.Length > most ? readable[..most] : readable).Trim('-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{part}\n{all}")))[..(isWhole ? HashLength : LongHashLength)];
        return readable.Length == 0 ? $"{import}.{part}.{hash}" : $"{import}.{part}.{readable}.{hash}";
    }

    /// <summary>The beginning of a text, cut between letters.</summary>
    public static string Cut(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
