using System.Collections.Immutable;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Ingest.Formats.Ftm;

/// <summary>How FollowTheMoney entities are read: the dossier, the source and the kinds of entities. The format is in docs/formats.md.</summary>
/// <param name="Import">The dossier that they become.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">The source of every statement.</param>
public sealed record FtmMapping(DossierId Import, string Title, Source Source)
{
    private static readonly ImmutableSortedDictionary<string, string> Always = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [KeyValuePair.Create("Person", "person"), KeyValuePair.Create("Company", "company"), KeyValuePair.Create("PublicBody", "agency")]);

    /// <summary>Kinds of entities by FollowTheMoney schema.</summary>
    public ImmutableSortedDictionary<string, string> Kinds { get; private init; } = Always;

    /// <summary>Whether an entity with the same name as an entity of the graph is matched with it.</summary>
    public bool MatchName { get; private init; }

    /// <summary>Whether a mapping is for FollowTheMoney: <c>format: ftm</c>.</summary>
    public static bool IsOne(ReadOnlySpan<byte> yaml) =>
        YamlReader.Read(yaml, "", [])?.Entries.Any(entry => entry is { Key: "format", Value: YamlScalar { Text: "ftm" } }) == true;

    /// <summary>Reads a mapping; null if it has problems.</summary>
    public static FtmMapping? Parse(ReadOnlySpan<byte> yaml, string file, Terms terms, Problems problems)
    {
        var before = problems.Count;
        if (YamlReader.Read(yaml, file, problems) is not { } root)
        {
            return null;
        }

        var fields = new YamlFields(root, problems);
        fields.RequiredText("format");
        var (import, title) = (fields.RequiredText("import"), fields.RequiredText("title"));
        if (import is not null && IdText.Check(import) is { } error)
        {
            problems.Add(error, fields.PositionOf("import"));
        }

        var dossier = new DossierId(import ?? "");
        var source = fields.Map("source") is { } map ? SourceFields.Read(new YamlFields(map, problems), dossier, problems) : null;
        if (source is null && problems.Count == before)
        {
            problems.Add("YAML011", fields.Position, "\"source\" is missing.");
        }

        var kinds = ReadKinds(fields, terms, problems);
        var matchName = fields.Flag("match_name");
        fields.RefuseUnread();
        return problems.Count > before ? null : new FtmMapping(dossier, title!, source!) { Kinds = kinds, MatchName = matchName };
    }

    private static ImmutableSortedDictionary<string, string> ReadKinds(YamlFields fields, Terms terms, Problems problems)
    {
        var kinds = Always;
        foreach (var entry in fields.Map("kinds")?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Text: { } kind } && terms.Entities.TryGetValue(kind, out var known) && known.Family is Family.Organization or Family.Person)
            {
                kinds = kinds.SetItem(entry.Key, kind);
            }
            else
            {
                problems.Add("FTM001", entry.Position, $"\"{entry.Key}\" must be a kind of organization or person, such as company.");
            }
        }

        return kinds;
    }
}
