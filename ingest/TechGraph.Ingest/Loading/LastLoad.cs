using System.Security.Cryptography;
using System.Text.Json;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Loading;

/// <summary>
/// Stores in a file which bytes were loaded last and the head of the history then, so that loading the same files again only compares
/// hashes. It is only a cache: it is valid for one history and one build of the program. A file that is missing, unreadable or from
/// elsewhere costs time, but never changes a result.
/// </summary>
/// <param name="file">Full path of the cache file.</param>
public sealed class LastLoad(string file)
{
    // Another build may read the same bytes as other records.
    private static readonly string Program = $"{typeof(LastLoad).Assembly.ManifestModule.ModuleVersionId} {typeof(Terms).Assembly.ManifestModule.ModuleVersionId}";

    /// <summary>The report of a load that changes nothing, if the cache shows so; null: the load must run.</summary>
    internal LoadReport? FindReport(GraphHead head, IReadOnlyList<string> digests, bool prune)
    {
        if (Read() is not { } noted || noted.Program != Program || noted.Head != head || digests.Count == 0 || digests.Distinct().Count() < digests.Count)
        {
            return null;
        }

        var loaded = digests.Select(noted.Files.GetValueOrDefault).OfType<LoadedFile>().ToList();
        if (loaded.Count < digests.Count)
        {
            return null;
        }

        var gone = noted.Dossiers.Except(loaded.Select(dossier => dossier.Dossier)).Select(id => new DossierId(id)).ToList();
        return prune && gone.Count > 0
            ? null
            : new LoadReport(loaded.Count, [], head.Sequence) { Unchanged = loaded.Sum(dossier => dossier.Records), Missing = gone };
    }

    /// <summary>Stores a load after which the graph equals the files.</summary>
    internal void Save(GraphHead head, IReadOnlyDictionary<string, LoadedFile> files, IEnumerable<DossierId> dossiers)
    {
        try
        {
            var draft = file + ".new";
            File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(new FileContent(Program, head, [.. dossiers.Select(id => id.Value)], files)));
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next load takes longer; nothing else happens.
        }
    }

    /// <summary>SHA-256 of bytes, lower-case hex.</summary>
    internal static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of a file's bytes, lower-case hex.</summary>
    internal static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private FileContent? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<FileContent>(File.ReadAllBytes(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private sealed record FileContent(string Program, GraphHead Head, IReadOnlyList<string> Dossiers, IReadOnlyDictionary<string, LoadedFile> Files);
}

/// <summary>What a file contained.</summary>
/// <param name="Dossier">The dossier's id.</param>
/// <param name="Records">Number of records.</param>
internal sealed record LoadedFile(string Dossier, int Records);
