using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Every stored query runs as it stands, and answers what its first line asks.</summary>
public sealed class StoredQueryTests
{
    private static IEnumerable<string> Names => Directory.GetFiles(Repository.Of("api", "queries"), "*.graphql").Select(Path.GetFileNameWithoutExtension).Order()!;

    [TestCaseSource(nameof(Names))]
    public async Task It_runs_without_variables_and_says_what_it_asks(string name)
    {
        var text = ApiHost.Stored(name);
        Assert.That(text, Does.StartWith("# ").And.Contain("?"));
        await ApiHost.Shared.DataAsync(text);
    }

    [Test]
    public async Task Licences_from_Chinese_firms_to_US_firms_are_that_of_Ford()
    {
        var answer = await ApiHost.Shared.DataAsync(ApiHost.Stored("licences-from-china-to-the-us"));
        Assert.That(answer.Each("dealPaths.nodes").Select(n => n.Text("hops.0.deal.id")), Is.EqualTo(["catl-ford-licence"]));
    }

    [TestCase("2025-03-15", "CERTAIN", "CN")]
    [TestCase("2025-08-15", "POSSIBLE", "CN,SG")]
    [TestCase("2026-01-15", "CERTAIN", "SG")]
    public async Task Manus_is_based_where_the_day_says_and_claims_bound_it(string day, string certainty, string countries)
    {
        var answer = (await ApiHost.Shared.DataAsync(ApiHost.Stored("company-base-at-date"), new { company = "manus", day })).At("entity.basedIn");
        Assert.That(answer.Text("answer"), Is.EqualTo(certainty));
        Assert.That(string.Join(',', answer.Each("places").Select(p => p.Text("countries.0"))), Is.EqualTo(countries));
        Assert.That(answer.Each("places").All(p => p.Each("relation.claims").Any()), Is.True);
    }

    [Test]
    public async Task The_review_touches_the_Meta_deal() => Assert.That(
        (await ApiHost.Shared.DataAsync(ApiHost.Stored("acts-on-a-deal"))).Each("event.acts").Select(a => a.Text("id")),
        Does.Contain("mofcom-review-manus"));

    [Test]
    public async Task Benchmark_held_a_stake_in_Manus_from_its_round()
    {
        var stakes = (await ApiHost.Shared.DataAsync(ApiHost.Stored("stakes"))).Each("entity.stakes").ToList();
        var benchmark = stakes.Single(s => s.Text("to.id") == "benchmark-vc");
        Assert.That((benchmark.Text("since.text"), benchmark.Text("impliedBy.id"), benchmark.Text("certainty")), Is.EqualTo(("2025-04", "manus-benchmark-round", "STATED")));
    }

    [Test]
    public async Task The_history_of_the_Meta_deal_cites_each_step()
    {
        var deal = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deal-history"))).At("event");
        Assert.That(deal.Each("timeline").Select(t => t.Text("status")), Is.EqualTo(["ANNOUNCED"]));
        Assert.That(deal.Each("timeline").All(t => t.Each("by").Any()), Is.True);
        Assert.That(deal.Text("status.status"), Is.EqualTo("UNDER_REVIEW"));
    }
}
