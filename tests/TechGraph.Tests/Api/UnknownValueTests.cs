using Microsoft.Extensions.DependencyInjection;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Ingest.Curation;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Results distinguish unknown, absent and implied values.</summary>
public sealed class UnknownValueTests
{
    [TestCase("manus", "2025-03-15", "CERTAIN")]
    [TestCase("lyra", "2025-01-01", null)]
    public async Task A_base_that_is_not_recorded_is_null(string id, string day, string? answer) => Assert.That(
        (await ApiHost.Shared.DataAsync($"{{ entity(id: \"{id}\") {{ basedIn(at: \"{day}\") {{ truth }} }} }}")).Text("entity.basedIn.truth"), Is.EqualTo(answer));

    [TestCase("1900-01-01", false)]
    [TestCase("2026-01-31", true)]
    public async Task A_deal_has_no_status_before_its_first_date(string day, bool has) => Assert.That(
        (await ApiHost.Shared.DataAsync($"{{ event(id: \"manus-meta-acquisition\") {{ status(asOf: \"{day}\") {{ status }} }} }}")).At("event.status").ValueKind,
        Is.EqualTo(has ? System.Text.Json.JsonValueKind.Object : System.Text.Json.JsonValueKind.Null));

    [Test]
    public async Task An_implied_stake_cites_the_claims_of_the_event_that_implies_it()
    {
        var stakes = (await ApiHost.Shared.DataAsync("""{ entity(id: "manus") { relations(kinds: [OWNED_BY]) { to { id } certainty impliedBy { id } claims { id } } } }"""))
            .Each("entity.relations").Where(r => r.Text("to.id") is "hsg" or "tencent" && r.At("impliedBy").ValueKind != System.Text.Json.JsonValueKind.Null).ToList();
        Assert.That(stakes, Has.Count.EqualTo(2));
        Assert.That(stakes.SelectMany(s => s.Each("claims")).Select(c => c.Text("id")).Distinct(), Is.EqualTo(["S000-033.1"]));
        Assert.That(stakes.All(s => s.Text("certainty") == "IMPLIED"), Is.True);
    }

    [Test]
    public async Task An_ownership_that_is_only_implied_is_marked_as_implied() => Assert.That(
        (await ApiHost.Shared.DataAsync("""{ entity(id: "leapmotor-intl") { relations(kinds: [OWNED_BY]) { certainty } } }""")).Text("entity.relations.0.certainty"), Is.EqualTo("IMPLIED"));

    [Test]
    public async Task A_hop_says_whether_giver_and_taker_are_stated_or_implied()
    {
        const string Question = """{ dealPaths(input: {from: {ids: ["meta"]}, to: {ids: ["tencent"]}, flow: MONEY, time: {asOf: "2026-01-31"}}) { nodes { hops { giverCertainty takerCertainty } } } }""";
        var hop = (await ApiHost.Shared.DataAsync(Question)).At("dealPaths.nodes.0.hops.0");
        Assert.That((hop.Text("giverCertainty"), hop.Text("takerCertainty")), Is.EqualTo(("STATED", "IMPLIED")));
    }

    [TestCase("time: {mode: WINDOW, window: {from: \"2026-01-01\", to: \"2025-12-31\"}}", "The window ends (2025-12-31) before it begins (2026-01-01).")]
    [TestCase("time: {window: {from: \"2026-01-01\"}}", "A window needs mode WINDOW.")]
    [TestCase("time: {mode: WINDOW}", "Mode WINDOW needs a window with a first or a last day.")]
    [TestCase("finalKinds: [REVIEW]", "\"review\" is an act; only deals are hops.")]
    [TestCase("via: [{}]", "A waypoint must name ids or kinds.")]
    [TestCase("ownership: {minShare: 101}", "\"minShare\" is 101, but must be 0 to 100.")]
    [TestCase("evidence: {minIndependentSources: 0}", "\"minIndependentSources\" is 0, but must be 1 to 100.")]
    [TestCase("avoid: {degreeAbove: -1}", "\"degreeAbove\" is -1, but must be 0 to 2147483647.")]
    public async Task A_contradictory_or_out_of_range_query_is_refused(string part, string message) => Assert.That(
        (await ApiHost.Shared.ErrorAsync($"{{ dealPaths(input: {{from: {{}}, to: {{}}, {part}}}) {{ complete }} }}")).Message, Is.EqualTo(message));

    [Test]
    public async Task An_unknown_role_is_refused_with_a_suggestion() => Assert.That(
        (await ApiHost.Shared.ErrorAsync("""{ dealPaths(input: {from: {roles: ["licencee"]}, to: {}}) { complete } }""")).Message,
        Is.EqualTo("No event has the role \"licencee\". Did you mean \"licensee\"?"));

    [Test]
    public async Task An_event_whose_sources_came_later_names_the_day() => Assert.That(
        await ApiHost.Shared.ErrorAsync("{ event(id: \"manus-meta-acquisition\", knownAt: \"2025-11-30\") { id } }"),
        Is.EqualTo(("NOT_KNOWN", "No source published by 2025-11-30 mentions \"manus-meta-acquisition\". Ask with a later knownAt.")));

    [Test]
    public async Task An_event_whose_claims_were_all_withdrawn_says_so()
    {
        await using var host = new ApiHost();
        var curator = host.Services.GetRequiredService<Curator>();
        var store = host.Services.GetRequiredService<IGraphStore>();
        foreach (var claim in (await store.ReadAsync()).ClaimsAbout(RecordRef.To(new EventId("manus-meta-acquisition"))))
        {
            Assert.That((await curator.WithdrawAsync(RecordRef.To(claim.Id), "a test", "test")).Problem, Is.Null);
        }

        Assert.That(await host.ErrorAsync("{ event(id: \"manus-meta-acquisition\") { id } }"), Is.EqualTo(("NOT_KNOWN", "Every claim about \"manus-meta-acquisition\" was withdrawn.")));
    }
}
