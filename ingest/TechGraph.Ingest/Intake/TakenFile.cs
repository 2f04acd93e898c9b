using System.Globalization;
using System.Security.Cryptography;

namespace TechGraph.Ingest.Intake;

/// <summary>A file that the ledger has, with what it was when it was taken. Its name says both: <c>ITEM-SHA256-TIME.yaml</c>.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Changed">When it was last written, in ticks of UTC; null: taken by an older version, which did not keep it.</param>
internal sealed record TakenFile(string Item, string Sha256, long? Changed)
{
    private const int ItemLength = 32;
    private const int HashEnd = ItemLength + 1 + 64;
    private const string Ending = ".yaml";

    /// <summary>Its name in <c>underway</c>.</summary>
    public string FileName => $"{Item}-{Sha256}{(Changed is { } ticks ? string.Create(CultureInfo.InvariantCulture, $"-{ticks:x16}") : "")}{Ending}";

    /// <summary>Reads a name; null: this program did not give it.</summary>
    public static TakenFile? Parse(string name)
    {
        if (name.Length < HashEnd + Ending.Length || name[ItemLength] != '-' || !name.EndsWith(Ending, StringComparison.Ordinal))
        {
            return null;
        }

        var time = name[HashEnd..^Ending.Length];
        var (item, sha256) = (name[..ItemLength], name[(ItemLength + 1)..HashEnd]);
        return time.Length == 0 ? new TakenFile(item, sha256, null)
            : time.Length == 17 && time[0] == '-' && long.TryParse(time[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
                ? new TakenFile(item, sha256, ticks)
                : null;
    }

    /// <summary>Whether a file still has the time and the bytes with which it was taken.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool IsUnchanged(string path) =>
        (Changed is null || File.GetLastWriteTimeUtc(path).Ticks == Changed) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == Sha256;
}
