using System.Security.Cryptography;
using System.Text.Json;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Loading;

/// <summary>
/// Notes in a file which bytes were loaded last and where the graph's history stood then, so that loading the same again is told from the
/// hashes of the files. It is a shortcut and nothing else: it counts only for the same history, and for the program that wrote it; a note
/// that is missing, unreadable or of something else costs time, never an answer.
/// </summary>
/// <param name="file">Full path of the note.</param>
public sealed class LastLoad(string file)
{
    // Another build may read the same bytes as other records.
    private static readonly string Program = $"{typeof(LastLoad).Assembly.ManifestModule.ModuleVersionId} {typeof(Terms).Assembly.ManifestModule.ModuleVersionId}";

    /// <summary>What loading files comes to, where it is noted that nothing is to be done; null: it must be worked out.</summary>
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

    /// <summary>Notes a load after which the graph says what the files say.</summary>
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
            // The next load takes longer; that is all.
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

/// <summary>What a file was read as.</summary>
/// <param name="Dossier">The dossier's id.</param>
/// <param name="Records">How many records it has.</param>
internal sealed record LoadedFile(string Dossier, int Records);
