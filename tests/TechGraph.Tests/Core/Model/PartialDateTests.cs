using TechGraph.Core.Model;

namespace TechGraph.Tests.Core.Model;

public sealed class PartialDateTests
{
    [TestCase("2025-12-29", "2025-12-29", "2025-12-29")]
    [TestCase("2025-12", "2025-12-01", "2025-12-31")]
    [TestCase("2024-02", "2024-02-01", "2024-02-29")]
    [TestCase("2025", "2025-01-01", "2025-12-31")]
    [TestCase("2025-05~", "2025-04-01", "2025-06-30")]
    [TestCase("2025~", "2024-01-01", "2026-12-31")]
    [TestCase("2025-05-10~", "2025-05-09", "2025-05-11")]
    [TestCase("../2026-01", "0001-01-01", "2026-01-31")]
    [TestCase("../2026-01~", "0001-01-01", "2026-02-28")]
    [TestCase("2026-01/..", "2026-01-01", "9999-12-31")]
    [TestCase("2023/2025", "2023-01-01", "2025-12-31")]
    [TestCase("2025-04~/2025-05~", "2025-03-01", "2025-06-30")]
    [TestCase("2025-12-29T10:00:00Z", "2025-12-29", "2025-12-29")]
    [TestCase("../..", "0001-01-01", "9999-12-31")]
    [TestCase("0001-01~", "0001-01-01", "0001-02-28")]
    [TestCase("9999-12~", "9999-11-01", "9999-12-31")]
    public void A_date_ranges_from_its_earliest_to_its_latest_possible_day(string text, string earliest, string latest)
    {
        var date = Edtf(text);
        Assert.That($"{date.Earliest:yyyy-MM-dd} {date.Latest:yyyy-MM-dd} {date.Text}", Is.EqualTo($"{earliest} {latest} {text}"));
    }

    [Test]
    public void Explicit_bounds_replace_the_computed_ones_and_keep_the_text()
    {
        var date = PartialDate.Parse("2025-05~", "2025-05", "2025-12").Require();
        Assert.That((date.Text, date.Earliest, date.Latest), Is.EqualTo(("2025-05~", new DateOnly(2025, 5, 1), new DateOnly(2025, 12, 31))));
    }

    [TestCase("May 2025", "DATE001")]
    [TestCase("2025-5", "DATE001")]
    [TestCase("", "DATE001")]
    [TestCase("2025-21", "DATE002")]
    [TestCase("2025-02-30", "DATE002")]
    [TestCase("0000", "DATE002")]
    [TestCase("2026/2025", "DATE003")]
    [TestCase("2025/", "DATE001")]
    [TestCase("٢٠٢٥", "DATE001")]
    public void An_invalid_date_is_reported_with_a_code(string text, string code) => Assert.That(PartialDate.Parse(text).Error?.Code, Is.EqualTo(code));

    [Test]
    public void Bounds_without_a_day_between_them_are_a_problem() =>
        Assert.That(PartialDate.Parse("2025-05", "2025-06", "2025-05").Error?.Code, Is.EqualTo("DATE003"));

    [TestCase("2025", "2025-06")]
    [TestCase("../2026-01", "2020")]
    [TestCase("2025-06", "2025")]
    public void A_date_can_precede_another_when_one_reading_allows_it(string first, string next) =>
        Assert.That(Edtf(first).CanPrecede(Edtf(next)), Is.True);

    [Test]
    public void A_date_must_precede_another_when_every_reading_puts_it_first()
    {
        Assert.That(Edtf("2024").MustPrecede(Edtf("2025")), Is.True);
        Assert.That(Edtf("2025").MustPrecede(Edtf("2025-06")), Is.False);
    }

    [TestCase("2025", "2025-06", "2025-06")]
    [TestCase("2025-06/2025-09", "2025-08/2025-12", "2025-08-01/2025-09-30")]
    [TestCase("../2025-12", "2025-12-29", "2025-12-29")]
    public void Two_compatible_dates_combine_to_their_common_days(string a, string b, string both) =>
        Assert.That(Edtf(a).Intersect(Edtf(b))?.Text, Is.EqualTo(both));

    [Test]
    public void Two_dates_that_exclude_each_other_have_no_common_day() => Assert.That(Edtf("2024").Intersect(Edtf("2025")), Is.Null);

    private static PartialDate Edtf(string text) => PartialDate.Parse(text).Require();
}
