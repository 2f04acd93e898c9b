using TechGraph.Core.Dashboards;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Dashboards;

/// <summary>Counts deals in rows: no value is guessed, and no sum is added to its own parts.</summary>
public sealed class DealCounterTests
{
    [Test]
    public void An_undisclosed_amount_leaves_the_sum_without_an_upper_bound()
    {
        var row = Count("licence l1 a -> b: t1 | closed: 2024, values: [{amount: 100, currency: USD, qualifier: exact, measure: upfront}]\nlicence l2 a -> c: t1 | closed: 2024").Rows.Single();
        var money = row.Money.Single();
        Assert.That((row.Deals, row.UndisclosedDeals), Is.EqualTo((2, 1)));
        Assert.That((money.Low, money.High, money.DisclosedLow, money.DisclosedHigh, money.DisclosedDeals, money.UndisclosedDeals), Is.EqualTo((100m, (decimal?)null, 100m, (decimal?)100m, 1, 1)));
    }

    [Test]
    public void Two_amounts_with_different_meanings_sum_to_at_least_the_larger_and_at_most_both()
    {
        var money = Count("licence l1 a -> b: t1 | closed: 2024, values: [{amount: 100, currency: USD, qualifier: exact, measure: price, meaning: all together}, {amount: 40, currency: USD, qualifier: exact, measure: price, meaning: shares}]").Rows.Single().Money.Single();
        Assert.That((money.Low, money.High), Is.EqualTo((100m, (decimal?)140m)));
    }

    [Test]
    public void A_sum_under_an_umbrella_agreement_is_not_added_to_the_umbrellas_sum()
    {
        const string dossier = """
            dossier: umbrella
            title: An umbrella agreement and an agreement under it
            entities:
              a: {kind: company, name: a}
              b: {kind: company, name: b}
            events:
              whole:
                kind: licence
                title: whole
                participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]
                claims: [{id: whole.1, source: paper, says: x, closed: 2024, values: [{amount: 100, currency: USD, qualifier: exact, measure: price}]}]
              part:
                kind: licence
                title: part
                participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]
                links: [{kind: under, event: whole}]
                claims: [{id: part.1, source: paper, says: x, closed: 2024, values: [{amount: 30, currency: USD, qualifier: exact, measure: price}]}]
            """;
        var money = DealCounter.Count(Graphs.Of(dossier), new DealTotalsQuery()).Rows.Single().Money.Single();
        Assert.That((money.Low, money.High, money.DisclosedDeals, money.WithinOthers), Is.EqualTo((100m, (decimal?)100m, 1, 1)));
    }

    [Test]
    public void Sums_in_two_currencies_or_of_two_measures_are_never_added()
    {
        var money = Count("licence l1 a -> b: t1 | closed: 2024, values: [{amount: 1, currency: USD, qualifier: exact, measure: upfront}, {amount: 2, currency: EUR, qualifier: exact, measure: upfront}, {amount: 3, currency: USD, qualifier: up-to, measure: milestone}]").Rows.Single().Money;
        Assert.That(money.Select(m => (m.Measure, m.Currency, m.Low, m.High)), Is.EqualTo(new[]
        {
            (Measure.Upfront, "EUR", 2m, (decimal?)2m), (Measure.Upfront, "USD", 1m, 1m), (Measure.Milestone, "USD", 0m, 3m),
        }));
    }

    [TestCase("2024-05", 2024, 2024)]
    [TestCase("2023/2025", 2023, 2025)]
    [TestCase("../2025", null, 2025)]
    public void Deals_are_grouped_by_the_years_that_their_date_may_mean(string date, int? first, int? last)
    {
        var row = Count($"licence l1 a -> b: t1 | closed: {date}", q => q with { GroupBy = [TotalsGrouping.Year] }).Rows.Single();
        Assert.That((row.Key.FirstYear, row.Key.LastYear), Is.EqualTo((first, last)));
    }

    [Test]
    public void An_unrecorded_country_is_null_and_an_uncertain_one_lists_both_countries()
    {
        const string sketch = "licence l1 a -> b: t1 | closed: 2024-06\nlicence l2 c -> b: t2 | closed: 2024-06\nrel founded_in a cn\nrel based_in b us | until: 2024\nrel based_in b sg | since: 2024";
        var rows = Count(sketch, q => q with { GroupBy = [TotalsGrouping.CountryPair] }).Rows;
        Assert.That(rows.Select(r => (r.Key.GiverCountry, r.Key.TakerCountry)), Is.EqualTo(new[] { (null, "SG/US"), ("CN", "SG/US") }));
    }

    [Test]
    public void A_blocked_deal_is_counted_only_if_the_query_asks_for_it()
    {
        const string sketch = "acquisition a1 a -> b | announced: 2023, status: {is: blocked, from: 2024}";
        Assert.That((Count(sketch).Deals, Count(sketch, q => q with { Standings = [Standing.Never] }).Deals), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_last_day_before_the_first_is_refused() => Assert.That(
        Assert.Throws<QueryException>(() => Count("licence l1 a -> b: t1 | closed: 2024", q => q with { First = new(2024, 1, 2), Last = new(2024, 1, 1) }))!.Message,
        Is.EqualTo("The last day (2024-01-01) is before the first (2024-01-02)."));

    private static DealTotals Count(string sketch, Func<DealTotalsQuery, DealTotalsQuery>? more = null) =>
        DealCounter.Count(Graphs.Of(GraphSketch.Dossier(sketch)), more is null ? new DealTotalsQuery() : more(new DealTotalsQuery()));
}
