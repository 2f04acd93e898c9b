using System.Globalization;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>
/// The newest sequence number and hash, kept beside the database file as <c>techgraph.db.head</c>. It disagrees with a file that was
/// replaced by an older one, or whose history was rewritten.
/// </summary>
internal static class HeadFile
{
    public static (long Sequence, string Hash)? Read(string file)
    {
        try
        {
            var parts = File.ReadAllText(Of(file)).Trim().Split(' ');
            return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var sequence) ? (sequence, parts[1]) : (-1, "");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Written after the commit, through a second file, so that a crash leaves the old or the new content, never a part.</summary>
    public static void Write(string file, long sequence, string hash)
    {
        try
        {
            var draft = Of(file) + ".new";
            File.WriteAllText(draft, string.Create(CultureInfo.InvariantCulture, $"{sequence} {hash}\n"));
            File.Move(draft, Of(file), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("STORE_IO", $"The change is stored, but \"{Of(file)}\" could not be written: {error.Message}", error);
        }
    }

    private static string Of(string file) => file + ".head";
}
