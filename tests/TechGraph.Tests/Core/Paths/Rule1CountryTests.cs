using TechGraph.Core.Paths;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Rule 1: a query says in which sense it means a country.</summary>
public sealed class Rule1CountryTests : PathTest
{
    private const string Sketch = """
        licence l1 a -> b: t1 | closed: 2020-06
        rel based_in a cn |
        rel based_in b us |
        """;

    [Test]
    public void Without_a_founding_the_origin_is_the_earliest_base_and_is_marked_as_assumed()
    {
        var path = Find(Sketch, From("*", "*") with { From = In(CountrySense.Origin, "CN") }).Paths.Single();
        Assert.That((path.Carried[0].Origin!.Basis, path.Carried[0].Origin!.Countries[0]), Is.EqualTo((OriginBasis.Assumed, "CN")));
    }

    [Test]
    public void The_country_of_founding_takes_precedence_over_the_base()
    {
        var path = Find(Sketch + "\nrel founded_in a sg |", From("*", "*") with { From = In(CountrySense.Origin, "SG") }).Paths.Single();
        Assert.That(path.Carried[0].Origin!.Basis, Is.EqualTo(OriginBasis.Founded));
    }

    [Test]
    public void The_country_of_development_takes_precedence_over_the_founding_of_the_giver() =>
        Assert.That(Deals(Sketch + "\nrel founded_in a cn |\nrel developed_in t1 us |", From("*", "*") with { From = In(CountrySense.Origin, "CN") }), Is.Empty);

    [Test]
    public void A_query_by_country_of_development_uses_nothing_else()
    {
        Assert.That(Deals(Sketch + "\nrel developed_in t1 cn |", From("*", "*") with { From = In(CountrySense.DevelopedIn, "CN") }), Is.EqualTo("l1"));
        Assert.That(Deals(Sketch, From("*", "*") with { From = In(CountrySense.DevelopedIn, "CN") }), Is.Empty);
    }

    [TestCase("2019-12", "CN", "l1 certain")]
    [TestCase("2020-05", "CN", "l1 possible")]
    [TestCase("2020-05", "SG", "l1 possible")]
    [TestCase("2021-01", "CN", "")]
    [TestCase("2021-01", "SG", "l1 certain")]
    public void A_base_is_evaluated_at_the_date_of_the_deal(string closed, string code, string expected)
    {
        var sketch = $"""
            licence l1 a -> b: t1 | closed: {closed}
            rel based_in a cn | until: 2020-05
            rel based_in a sg | since: 2020-05
            """;
        var found = Find(sketch, From("*", "*") with { From = In(CountrySense.BasedIn, code) }).Paths;
        Assert.That(string.Join(' ', found.Select(path => $"l1 {(path.IsCertain ? "certain" : "possible")}")), Is.EqualTo(expected));
    }

    [Test]
    public void If_only_certain_paths_count_a_possible_base_does_not_match()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2020-05\nrel based_in a cn | until: 2020-05";
        var query = From("*", "*") with { From = In(CountrySense.BasedIn, "CN"), Time = new TimeRule { Certain = true } };
        var answer = Find(sketch, query);
        Assert.That((answer.Paths.Length, answer.NoPath), Is.EqualTo((0, NoPathReason.UnknownCoverage)));
    }

    [Test]
    public void A_base_can_be_evaluated_at_another_time()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2021-01\nrel based_in a cn | until: 2020-05";
        var query = From("*", "*") with { From = In(CountrySense.BasedIn, "CN") };
        Assert.That(Deals(sketch, query), Is.Empty);
        Assert.That(Deals(sketch, query with { JurisdictionAt = JurisdictionAt.Ever }), Is.EqualTo("l1"));
        Assert.That(Deals(sketch, query with { JurisdictionAt = JurisdictionAt.AsOf, Time = new TimeRule { AsOf = Day("2019-01-01") } }), Is.Empty, "the deal came later");
    }

    [Test]
    public void An_unknown_base_and_a_base_elsewhere_give_different_reasons()
    {
        var query = From("*", "*") with { From = In(CountrySense.BasedIn, "CN") };
        Assert.That(Find("licence l1 a -> b: t1 | closed: 2020", query).NoPath, Is.EqualTo(NoPathReason.UnknownCoverage));
        Assert.That(Find("licence l1 a -> b: t1 | closed: 2020\nrel based_in a us |\nrel based_in b us |", query).NoPath, Is.EqualTo(NoPathReason.AbsentInGraph));
    }

    [Test]
    public void The_ultimate_owner_is_found_through_majority_shares()
    {
        var sketch = """
            licence l1 a -> b: t1 | closed: 2020
            rel owned_by a c | share: 60, since: 2010
            rel owned_by c d | share: 51, since: 2010
            rel owned_by a e | share: 40, since: 2010
            rel based_in d cn |
            rel based_in e us |
            """;
        Assert.That(Deals(sketch, From("*", "*") with { From = In(CountrySense.UltimateOwnerIn, "CN") }), Is.EqualTo("l1"));
        Assert.That(Deals(sketch, From("*", "*") with { From = In(CountrySense.UltimateOwnerIn, "US") }), Is.Empty);
    }

    private static EndpointSelector In(CountrySense sense, string code) => new() { Country = new CountryRule(sense, code) };
}
