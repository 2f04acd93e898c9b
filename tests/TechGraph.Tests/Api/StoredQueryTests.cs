using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Every stored query runs unchanged and answers the question in its first line.</summary>
public sealed class StoredQueryTests
{
    private static IEnumerable<string> Names => Directory.GetFiles(Repository.Of("api", "queries"), "*.graphql").Select(Path.GetFileNameWithoutExtension).Order()!;

    [TestCaseSource(nameof(Names))]
    public async Task Every_stored_query_runs_without_variables_and_begins_with_its_question(string name)
    {
        var text = ApiHost.Stored(name);
        Assert.That(text, Does.StartWith("# ").And.Contain("?"));
        await ApiHost.Shared.DataAsync(text);
    }

    [Test]
    public async Task Each_licence_from_a_Chinese_firm_to_a_US_firm_is_a_separate_deal()
    {
        var answer = await ApiHost.Shared.DataAsync(ApiHost.Stored("licences-from-china-to-the-us"));
        var deals = answer.Each("dealPaths.nodes").Select(n => n.Text("hops.0.deal.id")).ToList();
        Assert.That(deals, Is.SupersetOf(new[] { "catl-ford-licence", "lanova-merck-licence", "3sbio-pfizer-licence", "hengrui-kailera-licence" }).And.Unique);
        Assert.That(deals, Does.Not.Contain("beigene-novartis-licence").And.Not.Contain("chinese-drug-licences-2024"));
    }

    [TestCase("2025-03-15", "CERTAIN", "CN")]
    [TestCase("2025-05-20", "POSSIBLE", "CN,SG")]
    [TestCase("2026-01-15", "CERTAIN", "SG")]
    public async Task The_base_of_Manus_depends_on_the_day_and_is_cited(string day, string certainty, string countries)
    {
        var answer = (await ApiHost.Shared.DataAsync(ApiHost.Stored("company-base-at-date"), new { company = "manus", day })).At("entity.basedIn");
        Assert.That(answer.Text("truth"), Is.EqualTo(certainty));
        Assert.That(string.Join(',', answer.Each("places").Select(p => p.Text("countries.0"))), Is.EqualTo(countries));
        Assert.That(answer.Each("places").All(p => p.Each("relation.claims").Any()), Is.True);
    }

    [Test]
    public async Task The_antibody_reached_BMS_by_two_chains_each_certain_and_cited()
    {
        var answer = (await ApiHost.Shared.DataAsync(ApiHost.Stored("antibody-to-bms"))).At("dealPaths");
        Assert.That(answer.Each("nodes").Select(n => string.Join(" ", n.Each("hops").Select(h => h.Text("date.value.text")))), Is.EquivalentTo(["2023-11 2025-06-02", "2025-01/2025-06 2025-06-02"]));
        Assert.That(answer.Each("nodes").All(n => n.Text("certainty") == "CERTAIN" && n.Text("carried.0.technology.id") == "bnt327"), Is.True);
        Assert.That(answer.Each("nodes").SelectMany(n => n.Each("hops")).All(h => h.Each("evidence").All(c => c.Text("source.title") is { Length: > 0 })), Is.True);
    }

    [Test]
    public async Task No_IP_of_Sino_Biopharm_reached_Merck()
    {
        var answer = await ApiHost.Shared.DataAsync(ApiHost.Stored("reached-through-owner"));
        Assert.That((answer.Each("ofTheOwner.nodes").Count(), answer.Text("ofTheOwner.noPath"), answer.At("ofTheOwner.complete").GetBoolean()), Is.EqualTo((0, "ABSENT_IN_GRAPH", true)));
        Assert.That(answer.Text("ofTheFirm.nodes.0.hops.0.date.value.text"), Is.EqualTo("2024-11-14"));
        Assert.That(answer.Text("entity.takeovers.0.event.date.value.text"), Is.EqualTo("2025-07-15"), "the takeover came after");
    }

    [TestCase("2026-01-31", "UNDER_REVIEW", "PENDING", "mofcom-review-manus treasury-inquiry")]
    [TestCase("2026-05-01", "ORDERED_UNWOUND", "REVERSED", "treasury-inquiry")]
    public async Task The_standing_of_the_Meta_deal_depends_on_the_day(string day, string status, string standing, string open)
    {
        var deal = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deal-standing-at-date"), new { day })).At("event");
        Assert.That((deal.Text("status.status"), deal.Text("status.standing")), Is.EqualTo((status, standing)));
        var inquiries = deal.Each("acts").Where(a => a.Text("kind") is "REVIEW" or "INVESTIGATION" && a.Text("onTheDay.status") == "OPEN").Select(a => a.Text("id"));
        var round = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deal-standing-at-date"), new { deal = "manus-benchmark-round", day })).At("event");
        inquiries = inquiries.Concat(round.Each("acts").Where(a => a.Text("onTheDay.status") == "OPEN").Select(a => a.Text("id")));
        Assert.That(string.Join(' ', inquiries.Distinct().Order(StringComparer.Ordinal)), Is.EqualTo(open));
    }

    [Test]
    public async Task The_cathode_control_could_touch_the_ventures_and_the_licence_of_the_whole()
    {
        var answer = await ApiHost.Shared.DataAsync(ApiHost.Stored("deals-a-control-could-touch"));
        var deals = answer.Each("dealsTouchedBy.deals").Select(d => d.Text("deal.id")).ToHashSet();
        Assert.That(deals, Is.SupersetOf(new[] { "lg-chem-huayou-morocco", "liyuan-lges-supply", "catl-ford-licence" }));
    }

    [Test]
    public async Task The_disclosed_upfront_payments_add_up_to_a_known_sum()
    {
        var deals = (await ApiHost.Shared.DataAsync(ApiHost.Stored("upfront-for-chinese-drugs"))).Each("dealPaths.nodes").Select(n => n.At("hops.0.deal"))
            .Where(d => d.Each("sectors").Any(s => s.GetString() == "biotech")).DistinctBy(d => d.Text("id")).ToList();
        var paid = deals.SelectMany(d => d.Each("values")).Where(v => v.Text("value.measure") == "UPFRONT").ToList();
        Assert.That(paid.Sum(v => v.At("value.low").GetDecimal()), Is.EqualTo(5_667_000_000m));
        Assert.That((paid.Count, deals.Count), Is.EqualTo((12, 19)), "seven deals do not disclose it");
    }

    [Test]
    public async Task Western_technology_without_a_name_is_marked_as_unnamed()
    {
        var paths = (await ApiHost.Shared.DataAsync(ApiHost.Stored("west-to-china"))).Each("dealPaths.nodes").ToList();
        string Carried(string to) => string.Join(' ', paths.Where(n => n.Text("to.id") == to).SelectMany(n => n.Each("carried")).Select(c => c.Text("kind")).Distinct());
        Assert.That((Carried("cn-automakers"), Carried("arm-china"), Carried("snptc")), Is.EqualTo(("UNNAMED_DEAL", "UNNAMED_DEAL", "TECHNOLOGY")));
    }

    [TestCase("2025-09-01", 2)]
    [TestCase("2025-10-15", 0)]
    public async Task The_order_suspends_control_over_Nexperia(string day, int hops)
    {
        var answer = await ApiHost.Shared.DataAsync(ApiHost.Stored("who-controls"), new { day });
        Assert.That(answer.Each("dealPaths.nodes").Select(n => n.Each("hops").Count()).DefaultIfEmpty().Max(), Is.EqualTo(hops));
        Assert.That(answer.Each("entity.orders").Select(o => o.Text("event.id")), Does.Contain("dutch-order-nexperia"));
    }

    [Test]
    public async Task The_review_touches_the_Meta_deal() => Assert.That(
        (await ApiHost.Shared.DataAsync(ApiHost.Stored("acts-on-a-deal"))).Each("event.acts").Select(a => a.Text("id")),
        Does.Contain("mofcom-review-manus"));

    [Test]
    public async Task Benchmark_has_a_stake_in_Manus_since_its_investment()
    {
        var stakes = (await ApiHost.Shared.DataAsync(ApiHost.Stored("stakes"))).Each("entity.stakes").ToList();
        var benchmark = stakes.Single(s => s.Text("to.id") == "benchmark-vc");
        Assert.That((benchmark.Text("since.text"), benchmark.Text("impliedBy.id"), benchmark.Text("certainty")), Is.EqualTo(("2025-04", "manus-benchmark-round", "STATED")));
    }

    [Test]
    public async Task Each_step_of_the_Meta_deals_history_is_cited()
    {
        var deal = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deal-history"))).At("event");
        Assert.That(deal.Each("timeline").Select(t => t.Text("status")), Is.EqualTo(["ANNOUNCED", "ORDERED_UNWOUND"]));
        Assert.That(deal.Each("timeline").All(t => t.Each("by").Any()), Is.True);
        Assert.That((deal.Text("status.status"), deal.Text("status.standing")), Is.EqualTo(("ORDERED_UNWOUND", "REVERSED")));
        var january = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deal-history"), new { asOf = "2026-01-31" })).At("event.status");
        Assert.That((january.Text("status"), january.Text("standing")), Is.EqualTo(("UNDER_REVIEW", "PENDING")));
    }
}
