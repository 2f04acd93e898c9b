using TechGraph.Core.Model;
using TechGraph.Core.Paths;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Rule 5: no holder and no deal twice; owners only if the query asks for ownership.</summary>
public sealed class Rule5HoldersTests : PathTest
{
    [Test]
    public void No_holder_is_on_a_path_twice()
    {
        var circle = "licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> a: t1 | closed: 2021\nlicence l3 a -> c: t1 | closed: 2022";
        Assert.That(Deals(circle, From("a", "c")), Is.EqualTo("l3"));
    }

    [Test]
    public void Every_partial_path_that_satisfies_the_query_is_a_result()
    {
        var chain = "licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> c: t1 | closed: 2021";
        Assert.That(Deals(chain, From("a", "*")), Is.EqualTo("l1; l1 l2"));
        Assert.That(Deals(chain, From("*", "c")), Is.EqualTo("l2; l1 l2"));
    }

    private const string Venture = "partnership p1 a -> v: t1 | closed: 2020\nlicence l1 o -> c: t1 | closed: 2021";

    [TestCase("share: 51, since: 2019", "p1 l1 certain")]
    [TestCase("share: 49, since: 2019", "")]
    [TestCase("since: 2019", "")]
    [TestCase("share: 51, since: 2022", "")]
    [TestCase("share: 51, since: 2021", "p1 l1 possible")]
    public void With_ownership_a_chain_continues_from_an_owner_with_a_large_enough_share(string owned, string expected)
    {
        var found = Find($"{Venture}\nrel owned_by v o | {owned}", From("a", "c") with { Ownership = new OwnershipRule() }).Paths;
        Assert.That(string.Join(' ', found.Select(p => $"{string.Join(' ', p.Hops.Select(h => h.Deal.Id))} {(p.IsCertain ? "certain" : "possible")}")), Is.EqualTo(expected));
    }

    [Test]
    public void Without_ownership_no_chain_continues_from_an_owner() => Assert.That(Deals($"{Venture}\nrel owned_by v o | share: 51", From("a", "c")), Is.Empty);

    [Test]
    public void An_unknown_share_makes_the_result_unknown_and_can_be_allowed()
    {
        var sketch = $"{Venture}\nrel owned_by v o |";
        Assert.That(Find(sketch, From("a", "c") with { Ownership = new OwnershipRule() }).NoPath, Is.EqualTo(NoPathReason.UnknownCoverage));
        Assert.That(Deals(sketch, From("a", "c") with { Ownership = new OwnershipRule(50, UnknownShare.Allow) }), Is.EqualTo("p1 l1"));
    }

    [Test]
    public void With_ownership_a_chain_can_begin_or_end_at_an_owner() // Stellantis through its share of the venture
    {
        var sketch = "partnership p1 a -> v: t1 | closed: 2020\nrel owned_by v o | share: 51\nrel owned_by a q | share: 100";
        var path = Find(sketch, From("q", "o") with { Ownership = new OwnershipRule() }).Paths.Single();
        Assert.That((path.From.Value, path.To.Value, path.Hops[0].Giver.Value), Is.EqualTo(("q", "o", "a")));
    }

    [Test]
    public void A_group_begins_or_ends_a_chain_only_if_the_query_includes_groups_and_is_never_inside_one()
    {
        var sketch = "licence l1 a -> g1: t1 | closed: 2020\nlicence l2 g1 -> c: t1 | closed: 2021";
        Assert.That(Deals(sketch, From("a", "*")), Is.Empty);
        Assert.That(Deals(sketch, From("a", "*") with { IncludeGroups = true }), Is.EqualTo("l1"));
        Assert.That(Deals(sketch, From("*", "c") with { IncludeGroups = true }), Is.EqualTo("l2"));
    }

    [Test]
    public void Waypoints_are_between_the_ends_and_avoided_holders_and_deals_are_on_no_path()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> d: t1 | closed: 2021\nlicence l3 a -> c: t1 | closed: 2020\nlicence l4 c -> d: t1 | closed: 2021";
        Assert.That(Deals(sketch, From("a", "d") with { Via = [new ViaRule([new EntityId("c")], [])] }), Is.EqualTo("l3 l4"));
        Assert.That(Deals(sketch, From("a", "d") with { Via = [new ViaRule([new EntityId("d")], [])] }), Is.Empty);
        Assert.That(Deals(sketch, From("a", "d") with { Avoid = new AvoidRule { Ids = ["c"] } }), Is.EqualTo("l1 l2"));
        Assert.That(Deals(sketch, From("a", "d") with { Avoid = new AvoidRule { Ids = ["l1"] } }), Is.EqualTo("l3 l4"));
    }

    [Test]
    public void A_query_can_set_the_kind_of_the_last_deal_separately()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2020\nacquisition a1 b -> c | closed: 2021\nlicence l2 b -> d: t1 | closed: 2021";
        Assert.That(Deals(sketch, From("a", "*") with { FinalKinds = ["acquisition"] }), Is.EqualTo("l1 a1"));
        Assert.That(Deals(sketch, From("a", "*") with { DealKinds = ["licence"], FinalKinds = ["acquisition"] }), Is.EqualTo("l1 a1"));
        Assert.That(Deals(sketch, From("a", "*") with { DealKinds = ["licence"] }), Is.EqualTo("l1; l1 l2"));
    }
}
