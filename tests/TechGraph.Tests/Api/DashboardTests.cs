using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>The queries of dashboards, on the shipped facts.</summary>
public sealed class DashboardTests
{
    [Test]
    public async Task Upfront_payments_of_US_firms_for_Chinese_drugs_are_a_range_with_a_disclosed_part()
    {
        var row = (await ApiHost.Shared.DataAsync(ApiHost.Stored("upfront-totals"))).At("dealTotals.rows.0");
        var money = row.At("money.0");
        Assert.That((row.At("deals").GetInt32(), row.At("undisclosedDeals").GetInt32(), row.Each("money").Count()), Is.EqualTo((19, 7, 1)));
        Assert.That((money.Text("currency"), money.At("disclosedLow").GetDecimal(), money.At("disclosedHigh").GetDecimal()), Is.EqualTo(("USD", 5_667_000_000m, 5_667_000_000m)));
        Assert.That((money.At("disclosedDeals").GetInt32(), money.At("undisclosedDeals").GetInt32(), money.At("high").ValueKind), Is.EqualTo((12, 7, System.Text.Json.JsonValueKind.Null)));
    }

    [Test]
    public async Task Rows_by_year_count_every_deal_once()
    {
        var totals = (await ApiHost.Shared.DataAsync(ApiHost.Stored("upfront-totals"), new { groupBy = new[] { "YEAR" } })).At("dealTotals");
        Assert.That(totals.Each("rows").Sum(r => r.At("deals").GetInt32()), Is.EqualTo(totals.At("deals").GetInt32()).And.EqualTo(19));
    }

    [Test]
    public async Task An_incomplete_list_of_rows_says_so()
    {
        var totals = (await ApiHost.Shared.DataAsync("{ dealTotals(input: {groupBy: [KIND]}, first: 2) { rowCount complete rows { kind } } }")).At("dealTotals");
        Assert.That((totals.At("complete").GetBoolean(), totals.Each("rows").Count(), totals.At("rowCount").GetInt32() > 2), Is.EqualTo((false, 2, true)));
    }

    [TestCase("2026-01-31", "manus-meta-acquisition", "mofcom-review-manus")]
    [TestCase("2026-05-01", "manus-meta-acquisition", "")]
    [TestCase("2026-01-31", "manus-benchmark-round", "treasury-inquiry")]
    public async Task The_open_inquiries_into_a_deal_depend_on_the_day(string at, string on, string expected)
    {
        var open = (await ApiHost.Shared.DataAsync(ApiHost.Stored("open-acts"), new { at, on })).Each("openActs");
        Assert.That(string.Join(' ', open.Select(o => o.Text("act.id"))), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_cathode_control_touches_ventures_directly_and_the_licence_of_the_whole_as_related()
    {
        var answer = (await ApiHost.Shared.DataAsync(ApiHost.Stored("deals-a-control-could-touch"))).At("dealsTouchedBy");
        var related = answer.Each("deals").ToDictionary(d => d.Text("deal.id")!, d => d.At("isRelated").GetBoolean());
        Assert.That(related.Keys, Is.SupersetOf(new[] { "lg-chem-huayou-morocco", "liyuan-lges-supply", "catl-ford-licence" }).And.No.Member("manus-meta-acquisition"));
        Assert.That((related["liyuan-lges-supply"], related["catl-ford-licence"]), Is.EqualTo((false, true)));
        Assert.That(answer.Each("deals").All(d => d.Each("why").Any()), Is.True);
    }

    [TestCase("{ openActs(at: \"2026-01-01\", on: \"nobody\") { truth } }", "NOT_FOUND", "There is no entity, deal or act \"nobody\".")]
    [TestCase("{ openActs(at: \"2026-01-01\", kinds: [LICENCE]) { truth } }", "BAD_QUERY", "\"licence\" is a deal; only acts are open.")]
    [TestCase("{ dealsTouchedBy(control: \"nobody\") { totalCount } }", "NOT_FOUND", "There is no act \"nobody\".")]
    [TestCase("{ dealsTouchedBy(control: \"catl-ford-licence\") { totalCount } }", "BAD_USER_INPUT", "\"catl-ford-licence\" is a deal. Give an act.")]
    [TestCase("{ dealTotals(input: {kinds: [REVIEW]}) { deals } }", "BAD_QUERY", "\"review\" is an act; only deals are counted.")]
    [TestCase("{ dealTotals(input: {}, first: 0) { deals } }", "BAD_USER_INPUT", "\"first\" is 0, but must be 1 to 1000.")]
    public async Task An_invalid_question_is_refused_with_the_reason(string question, string code, string message) =>
        Assert.That(await ApiHost.Shared.ErrorAsync(question), Is.EqualTo((code, message)));
}
