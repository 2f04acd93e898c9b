using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Ingest.Dossiers;

namespace TechGraph.Ingest.Formats.Ftm;

/// <summary>
/// Reads FollowTheMoney JSON lines into one dossier: organizations and people, their bases, and <c>Ownership</c> between them. A line that
/// cannot be represented is refused alone, with its number. Lines with the same id are parts of one entity, in any order.
/// </summary>
public static class FtmImport
{
    /// <summary>Reads lines and skips empty ones.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="file">Their file name for problems.</param>
    /// <param name="mapping">How they are read.</param>
    /// <param name="known">Entities of the graph, to match with.</param>
    /// <param name="cancellation">Stops the read.</param>
    public static async Task<FtmReport> ReadAsync(TextReader text, string file, FtmMapping mapping, EntityMatcher known, CancellationToken cancellation = default)
    {
        var problems = new Problems();
        var (entities, lines, refused) = (new Dictionary<string, FtmEntity>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal), 0);
        var all = 0;
        for (var number = 1; await text.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            all++;
            var position = new TextPosition(file, number, 1);
            if (FtmEntity.Read(line, position, problems) is not { } read)
            {
                refused++;
            }
            else if (!entities.TryGetValue(read.Id, out var first))
            {
                entities[read.Id] = read;
                lines[read.Id] = 1;
            }
            else if (first.Schema == read.Schema)
            {
                first.Add(read);
                lines[read.Id]++;
            }
            else
            {
                problems.Add("FTM003", position, $"\"{read.Id}\" is a {first.Schema} on line {first.Position.Line} and a {read.Schema} here. This line was refused.");
                refused++;
            }
        }

        var dossier = new DossierFile(file, new Dossier(mapping.Import, mapping.Title) { About = $"Imported from {Path.GetFileName(file)}." }) { Position = new TextPosition(file, 1, 1) };
        dossier.Sources.Add(new Positioned<Source>(mapping.Source, dossier.Position));
        var reader = new FtmReader(mapping, dossier, known, problems);

        // The owned entity may come after the ownership.
        foreach (var entity in entities.Values.OrderBy(entity => entity.Schema == "Ownership").ThenBy(entity => entity.Position.Line))
        {
            refused += reader.Read(entity) ? 0 : lines[entity.Id];
        }

        return new FtmReport(dossier, [.. problems], all, refused) { Matches = reader.Matches, IgnoredProperties = reader.IgnoredProperties };
    }
}

/// <summary>The result of reading FollowTheMoney lines.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Problems">Every line that was refused and every value that was left out, in order of lines.</param>
/// <param name="Lines">Number of lines that are not empty.</param>
/// <param name="Refused">Number of refused lines; the others are in the dossier.</param>
public sealed record FtmReport(DossierFile Dossier, IReadOnlyList<Problem> Problems, int Lines, int Refused)
{
    /// <summary>Who is an entity of the graph, each with why.</summary>
    public IReadOnlyList<EntityMatch> Matches { get; init; } = [];

    /// <summary>Properties for which there is no form here, with how many entities have each.</summary>
    public IReadOnlyDictionary<string, int> IgnoredProperties { get; init; } = new Dictionary<string, int>();
}
