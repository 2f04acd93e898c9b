using System.Text.Json;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Which Chinese-origin IP has reached US acquirers, by which deals, and how do we know?</summary>
public sealed class StandingQuestionTests
{
    private static readonly string Question = ApiHost.Stored("standing-question");

    [Test]
    public async Task By_acquisition_the_only_chain_is_Manus_to_Meta()
    {
        var answer = (await ApiHost.Shared.DataAsync(Question)).At("dealPaths");
        Assert.That(Chains(answer), Is.EqualTo(["manus > meta by manus-meta-acquisition"]));
        Assert.That(answer.At("complete").GetBoolean(), Is.True);
        var path = answer.At("nodes.0");
        Assert.That((path.Text("certainty"), path.Text("hops.0.status.status"), path.Text("hops.0.date.value.text")), Is.EqualTo(("CERTAIN", "ORDERED_UNWOUND", "2025-12-29")));
        Assert.That(path.Text("hops.0.status.standing"), Is.EqualTo("REVERSED"), "the reversed deal stays on the path and is marked");
        Assert.That((path.Text("carried.0.kind"), path.Text("carried.0.holder.id"), path.Text("carried.0.fields.0.id"), path.Text("carried.0.originBasis")),
            Is.EqualTo(("UNNAMED_HOLDER", "manus", "t-agentic-ai", "FOUNDED")));
    }

    [Test]
    public async Task Each_hop_and_each_context_event_is_cited()
    {
        var path = (await ApiHost.Shared.DataAsync(Question)).At("dealPaths.nodes.0");
        var items = path.Each("context.items").ToDictionary(i => i.Text("event.id")!);
        Assert.That(items.Keys, Is.SupersetOf(new[] { "manus-relocation", "manus-benchmark-round", "treasury-inquiry", "mofcom-review-manus", "ndrc-order-manus" }));
        Assert.That(path.Each("hops").SelectMany(h => h.Each("evidence")).Concat(items.Values.SelectMany(i => i.Each("evidence"))).All(IsCited), Is.True);
        Assert.That(items["treasury-inquiry"].Text("participants.0.certainty"), Is.EqualTo("IMPLIED"));
    }

    [Test]
    public async Task With_licences_the_chains_include_CATL_to_Ford_with_an_assumed_origin()
    {
        var answer = (await ApiHost.Shared.DataAsync(Question, new { finalKinds = (string[]?)null })).At("dealPaths");
        Assert.That(Chains(answer), Is.SupersetOf(new[]
        {
            "manus > meta by manus-meta-acquisition", "catl > ford by catl-ford-licence", "bytedance > tiktok-usds by bytedance-tiktok-algorithm-licence",
            "biotheus > bms by biotheus-biontech-licence, biontech-bms-licence", "biotheus > bms by biontech-biotheus-acquisition, biontech-bms-licence",
        }));
        var ford = answer.Each("nodes").Single(n => n.Text("to.id") == "ford").At("carried.0");
        Assert.That((ford.Text("technology.id"), ford.Text("originBasis")), Is.EqualTo(("t-lfp", "ASSUMED")));
    }

    [Test]
    public async Task Known_at_November_2025_the_Meta_deal_is_absent()
    {
        var answer = (await ApiHost.Shared.DataAsync(Question, new { knownAt = "2025-11-30" })).At("dealPaths");
        Assert.That(Chains(answer), Is.Empty);
        Assert.That(answer.Text("noPath"), Is.Not.Null, "an empty result has a reason");
    }

    [Test]
    public async Task In_the_other_direction_the_older_flows_to_China_name_no_technology()
    {
        const string Backwards = """
            {
              dealPaths(input: {from: {}, to: {families: [ORGANIZATION], country: {sense: BASED_IN, code: "CN"}}, includeGroups: true}, first: 100) {
                nodes { from { id } to { id } hops { deal { id } } carried { kind technology { id } } }
              }
            }
            """;
        var answer = (await ApiHost.Shared.DataAsync(Backwards)).At("dealPaths");
        Assert.That(answer.Each("nodes").Select(n => $"{n.Text("from.id")} > {n.Text("to.id")}"),
            Is.SupersetOf(new[] { "gm > cn-automakers", "volkswagen > cn-automakers", "western-cos > cn-suppliers" }));
        Assert.That(
            answer.Each("nodes").Where(n => n.Text("to.id")!.StartsWith("cn-", StringComparison.Ordinal)).SelectMany(n => n.Each("carried")).All(c => c.Text("kind") == "UNNAMED_DEAL"),
            Is.True);
    }

    private static IEnumerable<string> Chains(JsonElement answer) => answer.Each("nodes")
        .Select(n => $"{n.Text("from.id")} > {n.Text("to.id")} by {string.Join(", ", n.Each("hops").Select(h => h.Text("deal.id")))}");

    private static bool IsCited(JsonElement claim) =>
        claim.Text("source.title") is { Length: > 0 } && claim.Text("source.id") is var source && (source != "ft-reversal" || claim.Text("locator")!.StartsWith("para ", StringComparison.Ordinal));
}
