namespace TechGraph.Tests.Core.Paths;

/// <summary>Rule 3: each hop carries the same IP onwards.</summary>
public sealed class Rule3CarriedTechnologyTests : PathTest
{
    [Test]
    public void A_deal_carries_the_technologies_that_it_names() => Assert.That(CarriedAtEnd("licence l1 a -> b: t1, t2 | closed: 2020", From("a", "b")), Is.EqualTo("t1 t2"));

    [Test]
    public void A_deal_that_names_no_technology_or_only_a_field_carries_an_unnamed_one()
    {
        Assert.That(CarriedAtEnd("licence l1 a -> b | closed: 2020", From("a", "b")), Is.EqualTo("unnamed(l1)"));
        var item = Find("licence l1 a -> b: f1 | closed: 2020", From("a", "b")).Paths.Single().Carried.Single();
        Assert.That((item.Id, item.Fields.Single().Value), Is.EqualTo(("l1", "f1")));
    }

    [Test]
    public void A_later_deal_with_other_technology_ends_the_chain() =>
        Assert.That(CarriedAtEnd("licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> c: t2 | closed: 2021", From("a", "c")), Is.EqualTo("nothing"));

    [Test]
    public void A_technology_that_both_deals_name_is_carried() =>
        Assert.That(CarriedAtEnd("licence l1 a -> b: t1, t2 | closed: 2020\nlicence l2 b -> c: t2, t3 | closed: 2021", From("a", "c")), Is.EqualTo("t2"));

    [Test]
    public void A_part_is_carried_by_a_deal_that_names_the_whole() => Assert.That(
        CarriedAtEnd("licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> c: t9 | closed: 2021\nrel part_of t1 t9 |", From("a", "c")), Is.EqualTo("t1"));

    [Test]
    public void A_deal_that_names_a_part_carries_that_part_of_the_whole() => Assert.That(
        CarriedAtEnd("licence l1 a -> b: t9 | closed: 2020\nlicence l2 b -> c: t1 | closed: 2021\nrel part_of t1 t9 |", From("a", "c")), Is.EqualTo("t1"));

    [Test]
    public void An_acquisition_carries_the_technologies_that_its_target_develops_or_holds_and_an_unnamed_one() => Assert.That(
        CarriedAtEnd("acquisition a1 a -> b | closed: 2020\nrel develops a t1 |\nrel holds a t2 | until: 2019\nrel holds a t3 | since: 2018", From("a", "b")),
        Is.EqualTo("t1 t3 unnamed(a)"));

    [Test]
    public void An_acquisition_of_the_holder_carries_the_technologies_of_the_deal_before() =>
        Assert.That(CarriedAtEnd("licence l1 a -> b: t1 | closed: 2020\nacquisition a1 b -> c | closed: 2021", From("a", "c")), Is.EqualTo("t1"));

    [Test]
    public void An_unnamed_technology_is_carried_further_only_if_its_holder_is_acquired()
    {
        Assert.That(CarriedAtEnd("licence l1 a -> b | closed: 2020\nacquisition a1 b -> c | closed: 2021", From("a", "c")), Is.EqualTo("unnamed(l1)"));
        Assert.That(CarriedAtEnd("licence l1 a -> b | closed: 2020\nlicence l2 b -> c: t1 | closed: 2021", From("a", "c")), Is.EqualTo("nothing"));
    }

    [Test]
    public void An_acquisition_carries_nothing_to_its_target() => // Sino Biopharm, LaNova, Merck
        Assert.That(Deals("acquisition a1 b -> a | closed: 2020\nlicence l1 b -> c: t1 | closed: 2021", From("a", "c")), Is.Empty);

    [Test]
    public void The_seller_passes_on_the_technologies_that_came_with_the_target() => // NXP's business, JAC, Wingtech
        Assert.That(
            CarriedAtEnd("acquisition a1 b -> c | closed: 2017\nacquisition a2 c + b -> d | closed: 2019", From("b", "d") with { MinHops = 2 }), Is.EqualTo("unnamed(b)"));

    [Test]
    public void The_seller_passes_on_no_other_technology()
    {
        Assert.That(Deals("licence l1 a -> c: t1 | closed: 2017\nacquisition a2 c + b -> d | closed: 2019", From("a", "d")), Is.Empty);
        Assert.That(Deals("acquisition a2 c + b -> d | closed: 2019", From("c", "d")), Is.Empty);
        Assert.That(CarriedAtEnd("acquisition a2 c + b -> d: t1 | closed: 2019", From("c", "d")), Is.EqualTo("t1"));
    }

    [TestCase("2020-06", "t1")]
    [TestCase("2021-06", "nothing")]
    [TestCase("2021-01", "t1")]
    public void Technology_from_a_licence_is_carried_only_until_the_licence_ends(string second, string arrives) => Assert.That(
        CarriedAtEnd($"licence l1 a -> b: t1 | in_force: 2019, ended: 2021-01-15\nlicence l2 b -> c: t1 | closed: {second}", From("a", "c")), Is.EqualTo(arrives));

    [Test]
    public void The_buyer_of_a_licensee_has_the_licence_with_its_end() => Assert.That(
        Deals("licence l1 a -> b: t1 | in_force: 2015, ended: 2020\nacquisition q1 b -> c | closed: 2019\nlicence l2 c -> d: t1 | closed: 2022", From("a", "d")), Is.Empty);

    [Test]
    public void A_sublicence_without_an_end_is_not_limited_by_the_end_of_the_first_licence() => Assert.That(
        Deals("licence l1 a -> b: t1 | in_force: 2015, ended: 2020\nlicence l2 b -> c: t1 | closed: 2018\nlicence l3 c -> d: t1 | closed: 2022", From("a", "d")),
        Is.EqualTo("l1 l2 l3"));

    [Test]
    public void A_deal_that_supersedes_the_licence_keeps_the_right() // Biotheus, BioNTech, Bristol Myers Squibb
    {
        const string Keeps = """
              a1:
                kind: acquisition
                title: B buys A
                participants: [{role: target, entity: a}, {role: acquirer, entity: b}]
                links: [{kind: supersedes, event: l1}]
                claims: [{id: a1.1, source: paper, says: x, closed: 2020}]
            """;
        var sketch = "licence l1 a -> b: t1 | in_force: 2019, status: {is: superseded, from: 2020}\nlicence l2 b -> c: t1 | closed: 2021";
        Assert.That(Deals(sketch, From("a", "c")), Is.Empty);
        Assert.That(Deals(sketch, From("a", "c"), Keeps), Is.EqualTo("l1 l2"));
    }

    [Test]
    public void If_a_later_deal_names_no_technology_the_result_is_unknown() => Assert.That(
        Find("licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> c | closed: 2021", From("a", "c")).NoPath,
        Is.EqualTo(TechGraph.Core.Paths.NoPathReason.UnknownCoverage));

    [Test]
    public void Money_flows_in_the_other_direction_and_carries_no_technology()
    {
        var query = From("b", "a") with { Flow = TechGraph.Core.Vocabulary.Flow.Money };
        Assert.That(Deals("licence l1 a -> b: t1 | closed: 2020", query), Is.EqualTo("l1"));
        Assert.That(Deals("licence l1 a -> b: t1 | closed: 2020", From("a", "b") with { Flow = TechGraph.Core.Vocabulary.Flow.Money }), Is.Empty);
    }

    [Test]
    public void An_investment_moves_no_IP() => Assert.That(Deals("investment i1 a -> b | closed: 2020", From("b", "a")), Is.Empty);

    [Test]
    public void A_technology_under_an_option_is_only_possibly_carried()
    {
        const string More = """
              l1:
                kind: licence
                title: an option
                participants: [{role: licensor, entity: a}, {role: licensee, entity: b}, {role: technology, entity: t1}, {role: technology, entity: t2, option: true}]
                claims: [{id: l1.1, source: paper, says: x, closed: 2020}]
            """;
        const string Later = "licence l0 a -> z: t9 | closed: 2019\nlicence l2 b -> c: t1, t2 | closed: 2021";
        var one = Find(Later, From("a", "b"), More).Paths.Single();
        Assert.That(one.Carried.Select(c => $"{c.Id} {c.IsCertain}"), Is.EqualTo(new[] { "t1 True", "t2 False" }));
        Assert.That(Find(Later, From("a", "c"), More).Paths.Single().Carried.Select(c => $"{c.Id} {c.IsCertain}"), Is.EqualTo(new[] { "t1 True", "t2 False" }));
        Assert.That(CarriedAtEnd(Later, From("a", "b") with { Time = new() { Certain = true } }, More), Is.EqualTo("t1"));
    }
}
