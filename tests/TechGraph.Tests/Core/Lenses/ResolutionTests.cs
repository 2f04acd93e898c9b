using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Lenses;

/// <summary>How claims become values: compatible values are combined; otherwise tier, then publication, then id decide.</summary>
public sealed class ResolutionTests
{
    [Test]
    public void A_more_precise_date_narrows_a_less_precise_one()
    {
        var date = Date("{id: A, source: paper, says: x, announced: 2025-12}", "{id: B, source: wire, says: x, announced: 2025-12-29}");
        Assert.That((date.Value.Text, Ids(date.By), Ids(date.Competing)), Is.EqualTo(("2025-12-29", "B A", "")));
    }

    [Test]
    public void Between_dates_that_exclude_each_other_the_better_tier_wins()
    {
        var date = Date("{id: A, source: paper, says: x, announced: 2025-11}", "{id: B, source: wire, says: x, announced: 2025-12}");
        Assert.That((date.Value.Text, Ids(date.By), Ids(date.Competing)), Is.EqualTo(("2025-12", "B", "A")));
    }

    [Test]
    public void At_equal_tier_the_later_publication_wins()
    {
        var date = Date("{id: A, source: old, says: x, announced: 2025-11}", "{id: B, source: paper, says: x, announced: 2025-12}");
        Assert.That((date.Value.Text, Ids(date.Competing)), Is.EqualTo(("2025-12", "A")));
    }

    [Test]
    public void At_equal_tier_and_publication_the_lower_claim_id_wins()
    {
        var date = Date("{id: B, source: paper, says: x, announced: 2025-11}", "{id: A, source: paper, says: x, announced: 2025-12}");
        Assert.That((date.Value.Text, Ids(date.Competing)), Is.EqualTo(("2025-12", "B")));
    }

    [Test]
    public void An_editorial_claim_counts_as_the_weakest_tier()
    {
        var date = Date("{id: A, source: wire, says: x, announced: 2025-11, origin: editorial}", "{id: B, source: paper, says: x, announced: 2025-12}");
        Assert.That(date.Value.Text, Is.EqualTo("2025-12"));
    }

    [TestCase("alleges")]
    [TestCase("predicts")]
    [TestCase("denies")]
    [TestCase("opines")]
    [TestCase("no-comment")]
    public void Other_stances_set_no_value(string stance)
    {
        var date = Date($"{{id: A, source: wire, says: x, announced: 2025-11, stance: {stance}}}", "{id: B, source: paper, says: x, announced: 2025-12}");
        Assert.That((date.Value.Text, Ids(date.Competing)), Is.EqualTo(("2025-12", "")));
    }

    [Test]
    public void A_negative_claim_sets_no_value() => Assert.That(
        Date("{id: A, source: wire, says: x, announced: 2025-11, negative: true}", "{id: B, source: paper, says: x, announced: 2025-12}").Value.Text,
        Is.EqualTo("2025-12"));

    [Test]
    public void Sums_are_combined_by_measure_and_currency()
    {
        var (lens, deal) = Deal(
            "{id: A, source: paper, says: x, values: [{amount: 2, currency: USD, qualifier: more-than, measure: price}]}",
            "{id: B, source: paper, says: x, values: [{low: 2, high: 3, currency: USD, qualifier: between, measure: price}, {amount: 1, currency: EUR, measure: fee}]}");
        Assert.That(
            lens.Values(deal).Select(v => $"{v.Value.Measure} {v.Value.Currency} {v.Value.Low}..{v.Value.High} by {Ids(v.By)}"),
            Is.EqualTo(["Price USD 2..3 by A B", "Fee EUR 1..1 by B"]));
    }

    [Test]
    public void Sums_with_different_meanings_are_both_kept()
    {
        var (lens, deal) = Deal(
            "{id: A, source: paper, says: x, values: [{amount: 9, currency: USD, qualifier: up-to, measure: milestone, meaning: sales}]}",
            "{id: B, source: wire, says: x, values: [{amount: 4, currency: USD, qualifier: up-to, measure: milestone, meaning: approvals}]}");
        Assert.That(lens.Values(deal).Select(v => $"{v.Value.Meaning} {v.Value.High} {v.Competing.Length}"), Is.EqualTo(["approvals 4 0", "sales 9 0"]));
    }

    [Test]
    public void Nothing_published_after_knownAt_counts()
    {
        var (lens, deal) = Deal("{id: A, source: paper, says: x, announced: 2025-12-29}", "{id: B, source: wire, says: x, announced: 2025}");
        Assert.That(lens.Date(deal, Milestone.Announced)!.Value.Text, Is.EqualTo("2025-12-29"));
        Assert.That(new Lens(lens.View, new DateOnly(2025, 6, 1)).Date(deal, Milestone.Announced)!.Value.Text, Is.EqualTo("2025"));
        Assert.That(new Lens(lens.View, new DateOnly(2025, 5, 19)).Date(deal, Milestone.Announced), Is.Null);
    }

    private static Resolved<PartialDate> Date(params string[] claims)
    {
        var (lens, deal) = Deal(claims);
        return lens.Date(deal, Milestone.Announced)!;
    }

    private static (Lens Lens, Event Deal) Deal(params string[] claims)
    {
        var view = Graphs.Of($$"""
            dossier: d
            title: d
            sources:
              old: {title: An older newspaper, published: 2020, tier: press}
            entities:
              a: {kind: company, name: A}
              b: {kind: company, name: B}
            events:
              deal:
                kind: licence
                title: A deal
                participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]
                claims: [{{string.Join(", ", claims)}}]
            """);
        return (new Lens(view), view.Find(new EventId("deal"))!);
    }

    private static string Ids(IEnumerable<Claim> claims) => string.Join(' ', claims.Select(claim => claim.Id));
}
