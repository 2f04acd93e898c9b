using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

public sealed class MoneyTests
{
    [TestCase(Qualifier.Exact, 5, null, "5..5")]
    [TestCase(Qualifier.About, 5, null, "5..5")]
    [TestCase(Qualifier.MoreThan, 5, null, "5..")]
    [TestCase(Qualifier.UpTo, 5, null, "0..5")]
    [TestCase(Qualifier.Between, 5, 7, "5..7")]
    [TestCase(Qualifier.Undisclosed, null, null, "0..")]
    public void A_sum_is_a_range(Qualifier qualifier, int? low, int? high, string range)
    {
        var money = Money.Create(low, high, "USD", qualifier, Measure.Price).Require();
        Assert.That($"{money.Low}..{money.High}", Is.EqualTo(range));
    }

    [TestCase("USX", 5, null, Qualifier.Exact, "MON001")]
    [TestCase("usd", 5, null, Qualifier.Exact, "MON001")]
    [TestCase("USD", -5, null, Qualifier.Exact, "MON002")]
    [TestCase("USD", 7, 5, Qualifier.Between, "MON002")]
    [TestCase("USD", null, null, Qualifier.Exact, "MON003")]
    [TestCase("USD", 5, null, Qualifier.Undisclosed, "MON003")]
    [TestCase("USD", 5, null, Qualifier.Between, "MON003")]
    [TestCase("USD", 5, 7, Qualifier.MoreThan, "MON003")]
    public void Invalid_amounts_are_reported_with_a_code(string currency, int? low, int? high, Qualifier qualifier, string code) =>
        Assert.That(Money.Create(low, high, currency, qualifier, Measure.Price).Error?.Code, Is.EqualTo(code));

    [Test]
    public void More_than_two_combined_with_two_to_three_is_two_to_three()
    {
        var both = Of(2, null, Qualifier.MoreThan).Intersect(Of(2, 3, Qualifier.Between))!;
        Assert.That((both.Low, both.High, both.Qualifier), Is.EqualTo((2m, (decimal?)3m, Qualifier.Between)));
    }

    [Test]
    public void Sums_of_different_currency_or_measure_are_never_combined()
    {
        Assert.That(Of(2, null, Qualifier.Exact).Intersect(Money.Create(2, null, "EUR", Qualifier.Exact, Measure.Price).Require()), Is.Null);
        Assert.That(Of(2, null, Qualifier.Exact).Intersect(Money.Create(2, null, "USD", Qualifier.Exact, Measure.Upfront).Require()), Is.Null);
    }

    private static Money Of(decimal low, decimal? high, Qualifier qualifier) => Money.Create(low, high, "USD", qualifier, Measure.Price).Require();
}
