using System.Text.RegularExpressions;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Data;

/// <summary><c>docs/decisions/fact-mapping.md</c> has a row for every value that the fact files use, and no other.</summary>
public sealed partial class FactMappingTests
{
    [TestCase("Entity kinds")]
    [TestCase("Fact types")]
    [TestCase("Roles")]
    [TestCase("Statuses")]
    [TestCase("Qualifiers")]
    [TestCase("Certainties")]
    [TestCase("Keys of a fact")]
    [TestCase("Keys of an entity")]
    [TestCase("Decisions")]
    public void Every_value_in_the_fact_files_has_its_row(string heading)
    {
        var seed = Values(FactFile.Read("seed-facts.yaml"), heading).ToHashSet();
        var wider = Values(FactFile.Read("wider-facts.yaml"), heading).ToHashSet();
        var wanted = seed.Union(wider).Select(value => $"{value} {(seed.Contains(value) ? wider.Contains(value) ? "both" : "seed" : "wider")}");
        Assert.That(Rows(heading), Is.EquivalentTo(wanted));
    }

    private static IEnumerable<string> Values(FactFile file, string heading) => heading switch
    {
        "Entity kinds" => file.Entities.Select(e => FactFile.Text(e, "kind")!),
        "Fact types" => file.Facts.Select(f => FactFile.Text(f, "type")!),
        "Roles" => file.Facts.SelectMany(f => FactFile.List(f, "participants")).Select(p => FactFile.Text(p, "role")!),
        "Statuses" => file.Facts.Select(f => FactFile.Text(f, "status")!),
        "Qualifiers" => file.Facts.SelectMany(f => FactFile.List(f, "money")).Select(m => FactFile.Text(m, "qualifier")!),
        "Certainties" => file.Facts.SelectMany(f => FactFile.List(f, "participants")).Select(p => FactFile.Text(p, "certainty")).OfType<string>(),
        "Keys of a fact" => file.Facts.SelectMany(FactFile.Keys),
        "Decisions" => file.Facts.Select(f => FactFile.Text(f, "decision")).OfType<string>(),
        _ => file.Entities.SelectMany(FactFile.Keys),
    };

    private static IEnumerable<string> Rows(string heading)
    {
        var text = File.ReadAllText(Repository.Of("docs", "decisions", "fact-mapping.md"));
        var section = text[text.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        var next = section.IndexOf("\n## ", 4, StringComparison.Ordinal);
        return Row().Matches(next < 0 ? section : section[..next]).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");
    }

    [GeneratedRegex(@"^\| `([^`]+)` \| (seed|wider|both) \| \S", RegexOptions.Multiline)]
    private static partial Regex Row();
}
