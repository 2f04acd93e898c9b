using System.Globalization;
using TechGraph.Core.Graph;

namespace TechGraph.Stores.Embedded;

/// <summary>
/// The newest version number and its hash, kept beside the data file as <c>techgraph.db.head</c>. It is a witness of what was committed:
/// <see cref="HeadComparison"/> tells what follows from it.
/// </summary>
/// <param name="IsThere">Whether there is a head file.</param>
/// <param name="Head">What it says; null: there is none, or it cannot be read.</param>
internal readonly record struct HeadFile(bool IsThere, GraphHead? Head)
{
    /// <summary>Reads the head file of a data file.</summary>
    public static HeadFile Read(string file)
    {
        try
        {
            var parts = File.ReadAllText(PathOf(file)).Trim().Split(' ');
            return new HeadFile(
                true,
                parts is [var number, { Length: 64 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                    ? new GraphHead(sequence, hash)
                    : null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new HeadFile(true, null);
        }
    }

    /// <summary>Writes through a second file, so that a crash leaves the old or the new content, never a part. The caller holds the write lock.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public static void Write(string file, GraphHead head)
    {
        var draft = PathOf(file) + ".new";
        using (var stream = File.Create(draft))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head.Sequence} {head.Hash}\n")));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(file), overwrite: true);
    }

    /// <summary>The head file of a data file.</summary>
    public static string PathOf(string file) => file + ".head";
}
