using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Loading;

/// <summary>Finds and reads dossier files.</summary>
public static class DossierFiles
{
    /// <summary>The files that paths name: a file itself, or every <c>.yaml</c> and <c>.yml</c> below a folder, in ordinal order.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="problems">Receives LOAD001 for a path that does not exist, and LOAD005 for a folder without dossiers.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, Problems problems)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal).ToList();
                files.AddRange(found);
                if (found.Count == 0)
                {
                    problems.Add("LOAD005", new TextPosition(path, 1, 1), "The folder has no dossiers (.yaml, .yml). Correct the path.");
                }
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                problems.Add("LOAD001", new TextPosition(path, 1, 1), "The file or folder does not exist. Correct the path.");
            }
        }

        return files;
    }

    /// <summary>Reads the files, as far as they can be read.</summary>
    public static IReadOnlyList<DossierFile> Read(IEnumerable<string> files, Terms terms, Problems problems)
    {
        var read = new List<DossierFile>();
        foreach (var file in files)
        {
            var size = new FileInfo(file).Length;
            if (size > YamlReader.MaxBytes)
            {
                problems.Add("YAML002", new TextPosition(file, 1, 1), $"The file has {size} bytes; at most {YamlReader.MaxBytes} are allowed. Split it.");
            }
            else
            {
                var bytes = File.ReadAllBytes(file);
                if (DossierParser.Parse(bytes, file, terms, problems) is { } dossier)
                {
                    read.Add(dossier with { Digest = LastLoad.Digest(bytes) });
                }
            }
        }

        return read;
    }
}
