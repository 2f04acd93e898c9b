using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Linking;

namespace TechGraph.Tests.Core.Parsing;

/// <summary>The search for similar names is bounded in work, and says when it stops.</summary>
public sealed class SpellingBudgetTests
{
    [Test]
    public void The_nearest_name_is_found_within_the_budget_and_not_looked_for_afterwards()
    {
        var budget = new SpellingBudget(limit: 100);
        Assert.That(SpellingSuggestion.Hint("mansu", ["meta", "manus", "mansv", "a much longer name"], budget), Is.EqualTo(" Did you mean \"mansv\"?"));
        Assert.That(budget.Used, Is.EqualTo(1 + 20 + 1 + 25 + 1 + 25 + 1));
        Assert.That(SpellingSuggestion.Hint("mansu", ["manus", "mansv"], budget), Is.EqualTo(" Similar names were not looked for, because too many are unknown."));
    }

    [Test]
    public void Thousands_of_unknown_references_beside_thousands_of_long_ids_take_bounded_work()
    {
        var ids = Enumerable.Range(0, 2_000).Select(i => $"{new string('x', 80)}-{i:D5}");
        var text = "dossier: d\ntitle: D\nentities:\n" + string.Concat(ids.Select(id => $"  {id}: {{kind: company, name: X}}\n"))
            + "relations:\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  r{i}: {{kind: owned_by, from: \"{new string('x', 80)}-{i + 50_000:D5}\", to: nobody}}\n"));
        var problems = new Problems();
        var file = DossierParser.Parse(System.Text.Encoding.UTF8.GetBytes(text), "d.yaml", Terms.Shipped, problems)!;
        DossierLinker.Link([file], [], Terms.Shipped, problems);
        var unknown = problems.Where(problem => problem.Code == "DOS003" && problem.Text.Contains("xxx", StringComparison.Ordinal)).ToList();
        Assert.That(unknown, Has.Count.EqualTo(2_000), "each is reported");
        Assert.That(unknown[0].Text, Does.Contain("Did you mean"));
        Assert.That(unknown[^1].Text, Does.EndWith(" Similar names were not looked for, because too many are unknown."));
    }
}
