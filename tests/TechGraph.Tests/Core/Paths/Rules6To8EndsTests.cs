using TechGraph.Core.Model;
using TechGraph.Core.Paths;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Rules 6 to 8: hubs, filters, and the reason why a search ends.</summary>
public sealed class Rules6To8EndsTests : PathTest
{
    private const string Hub = """
        licence l1 a -> h: t1 | closed: 2020
        licence l2 h -> c: t1 | closed: 2021
        licence l3 h -> d: t1 | closed: 2021
        """;

    [Test]
    public void A_hub_is_skipped_and_listed()
    {
        var answer = Find(Hub, From("a", "c") with { Avoid = new AvoidRule { DegreeAbove = 2 } });
        Assert.That((answer.Paths.Length, answer.NoPath, string.Join(' ', answer.SkippedHubs)), Is.EqualTo((0, NoPathReason.UnknownCoverage, "h")));
    }

    [Test]
    public void A_hub_that_a_waypoint_names_is_not_skipped() => Assert.That(
        Deals(Hub, From("a", "c") with { Avoid = new AvoidRule { DegreeAbove = 2 }, Via = [new ViaRule([new EntityId("h")], [])] }), Is.EqualTo("l1 l2"));

    [Test]
    public void A_hub_can_begin_or_end_a_chain() =>
        Assert.That(Deals(Hub, From("a", "h") with { Avoid = new AvoidRule { DegreeAbove = 2 } }), Is.EqualTo("l1"));

    [Test]
    public void A_hub_that_is_on_no_way_to_the_end_is_not_listed() =>
        Assert.That(Find(Hub + "\nlicence l9 x -> y: t1 | closed: 2020", From("x", "y") with { Avoid = new AvoidRule { DegreeAbove = 2 } }).SkippedHubs, Is.Empty);

    [Test]
    public void A_partial_path_is_not_dropped_because_another_one_is_better()
    {
        var sketch = """
            licence l1 s -> a: t1 | closed: 2020-01-01
            licence l2 s -> c: t1 | closed: 2020-01-01
            licence l3 a -> b: t1 | closed: 2020-01-02
            licence l4 c -> b: t1 | closed: 2020-01-03
            licence l5 b -> a: t1 | closed: 2020-01-05
            licence l6 a -> t: t1 | closed: 2020-01-09
            """;
        Assert.That(Deals(sketch, From("s", "t")).Split("; "), Is.EquivalentTo(new[] { "l1 l6", "l2 l4 l5 l6" }));
    }

    [Test]
    public void A_search_that_exceeds_its_budget_is_reported_as_truncated()
    {
        var answer = Find(Hub, From("a", "c") with { Budget = 1 });
        Assert.That((answer.Paths.Length, answer.NoPath, answer.Truncation!.Reason, answer.Truncation.Limit), Is.EqualTo((0, NoPathReason.UnknownTruncated, "EDGES", 1L)));
        Assert.That(answer.Truncation.Frontier, Is.Not.Empty);
    }

    [Test]
    public void A_truncated_search_stops_at_the_same_place_every_time()
    {
        var runs = Enumerable.Range(0, 3).Select(_ => Find(Hub, From("*", "*") with { Budget = 4 })).Select(answer =>
            $"{answer.Explored} {string.Join(' ', answer.Truncation!.Frontier)} {string.Join(' ', answer.Paths.Select(path => path.Id))}");
        Assert.That(runs.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void An_unknown_id_is_an_error() => Assert.That(
        () => Find(Hub, From("nobody", "c")), Throws.TypeOf<QueryException>().With.Message.EqualTo("There is no entity \"nobody\"."));

    [Test]
    public void A_selector_without_matches_gives_absent_with_count_0()
    {
        var answer = Find(Hub, From("a", "*") with { To = new EndpointSelector { Sectors = ["biotech"] } });
        Assert.That((answer.NoPath, answer.FromCount, answer.ToCount), Is.EqualTo((NoPathReason.AbsentInGraph, 1, 0)));
    }

    [Test]
    public void The_path_id_is_the_hash_of_its_lines()
    {
        var path = Find(Hub, From("a", "c")).Paths.Single();
        var lines = System.Text.Encoding.UTF8.GetBytes("l1|IP|a|h\nl2|IP|h|c");
        Assert.That(path.Id, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(lines))));
    }

    [Test]
    public void Paths_are_ordered_by_hops_then_earliest_end_then_id()
    {
        var sketch = """
            licence l1 a -> b: t1 | closed: 2022
            licence l2 a -> c: t1 | closed: 2020
            licence l3 c -> b: t1 | closed: 2021
            licence l4 a -> b: t1 | closed: 2021
            """;
        Assert.That(Deals(sketch, From("a", "b")), Is.EqualTo("l4; l1; l2 l3"));
        Assert.That(Deals(sketch, From("a", "b") with { Order = [PathOrder.LatestEnd] }), Does.StartWith("l1; "));
    }

    [Test]
    public void A_query_can_require_independent_sources_a_tier_and_exclude_sources()
    {
        const string Sources = """
            sources:
              copy: {title: A copy, published: 2026-01-16, tier: secondary, copy_of: paper}
            extend:
              events:
                l1: {claims: [{id: X.1, source: copy, says: x, closed: 2020}]}
                l2: {claims: [{id: X.2, source: wire, says: x, closed: 2021}]}
            """;
        var query = From("*", "*") with { MaxHops = 1, Evidence = new EvidenceRule { MinIndependentSources = 2 } };
        Assert.That(Deals(Hub, query, Sources), Is.EqualTo("l2"));
        Assert.That(Deals(Hub, query with { Evidence = new EvidenceRule { MinTier = Tier.Agency } }, Sources), Is.EqualTo("l2"));
        Assert.That(Deals(Hub, query with { Evidence = new EvidenceRule { ExcludeSources = [new SourceId("paper")] } }, Sources).Split("; "), Is.EquivalentTo(new[] { "l1", "l2" }));
    }

    [Test]
    public void A_truncated_search_has_all_chains_shorter_than_the_one_where_it_stopped()
    {
        var firms = Enumerable.Range(0, 9).Select(n => $"c{n}").ToList();
        var sketch = string.Join('\n', firms.SelectMany(a => firms.Where(b => b != a).Select(b => $"licence l-{a}-{b} {a} -> {b}: t1 | closed: 2020")));
        var answer = Find(sketch, From("c0", "c1") with { MaxHops = 8, Budget = 3_000 });
        Assert.That(answer.Truncation, Is.Not.Null);
        Assert.That(answer.Paths.Count(path => path.Hops.Length == 1), Is.EqualTo(1));
        Assert.That(answer.Paths.Count(path => path.Hops.Length == 2), Is.EqualTo(7));
        Assert.That(answer.Paths.Count(path => path.Hops.Length == 3), Is.EqualTo(7 * 6));
    }
}
