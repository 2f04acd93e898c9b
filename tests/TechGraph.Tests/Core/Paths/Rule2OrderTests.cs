using TechGraph.Core.Paths;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Rule 2: deals are in order of dates, each on a day within its deal's date.</summary>
public sealed class Rule2OrderTests : PathTest
{
    [TestCase("2020-01-01", "2020-01-02", "l1 l2 certain")]
    [TestCase("2020-01-01", "2020-01-01", "l1 l2 certain")]
    [TestCase("2020-01-02", "2020-01-01", "")]
    [TestCase("2020", "2020-06", "l1 l2 possible")]
    [TestCase("2020-06", "2020", "l1 l2 possible")]
    [TestCase("2021", "2020", "")]
    [TestCase("../2020", "2019", "l1 l2 possible")]
    public void Deals_are_in_order_of_their_dates(string first, string second, string expected) => Assert.That(Describe(Two(first, second), Query()), Is.EqualTo(expected));

    [Test]
    public void If_ties_are_forbidden_each_deal_is_later_than_the_one_before()
    {
        var time = new TimeRule { TiesAllowed = false };
        Assert.That(Describe(Two("2020-01-01", "2020-01-01"), Query(time)), Is.Empty);
        Assert.That(Describe(Two("2020-01-01", "2020-01-02"), Query(time)), Is.EqualTo("l1 l2 certain"));
    }

    [Test]
    public void If_only_certain_paths_count_every_assignment_of_days_is_in_order()
    {
        var time = new TimeRule { Certain = true };
        Assert.That(Describe(Two("2020", "2020-06"), Query(time)), Is.Empty);
        Assert.That(Describe(Two("2019", "2020"), Query(time)), Is.EqualTo("l1 l2 certain"));
    }

    [Test]
    public void Three_deals_need_one_assignment_of_days_that_orders_all()
    {
        // Each neighbouring pair can be in order; the three together cannot.
        var sketch = "licence l1 a -> b: t1 | closed: 2020-06\nlicence l2 b -> c: t1 | closed: 2020\nlicence l3 c -> d: t1 | closed: 2020-03";
        Assert.That(Deals(sketch, From("a", "d")), Is.Empty);
    }

    [TestCase(31, "l1 l2")]
    [TestCase(30, "")]
    public void A_gap_between_deals_has_at_most_the_given_number_of_days(int gap, string expected) =>
        Assert.That(Deals(Two("2020-01-01", "2020-02-01"), Query(new TimeRule { MaxGap = gap })), Is.EqualTo(expected));

    [Test]
    public void A_gap_is_checked_on_the_complete_range_of_possible_days()
    {
        // The earliest day of the first deal is too early; a later day is not.
        Assert.That(Deals(Two("2020", "2021-01-05"), Query(new TimeRule { MaxGap = 10 })), Is.EqualTo("l1 l2"));
    }

    [TestCase("2020-01-01", "2020-12-31", "l1 l2")]
    [TestCase("2020-01-15", "2020-12-31", "")]
    public void In_a_window_every_date_overlaps_the_window_and_order_does_not_matter(string from, string to, string expected)
    {
        var time = new TimeRule { Mode = TimeMode.Window, WindowFrom = Day(from), WindowTo = Day(to) };
        Assert.That(Deals(Two("2020-02-01", "2020-01-01"), Query(time)), Is.EqualTo(expected));
    }

    [Test]
    public void In_a_snapshot_every_deal_is_in_effect_on_the_day()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2020-02\nlicence l2 b -> c: t1 | in_force: 2019, ended: 2021";
        Assert.That(Deals(sketch, Query(new TimeRule { Mode = TimeMode.Snapshot, AsOf = Day("2020-06-01") })), Is.EqualTo("l1 l2"));
        Assert.That(Deals(sketch, Query(new TimeRule { Mode = TimeMode.Snapshot, AsOf = Day("2022-06-01") })), Is.Empty);
    }

    [Test]
    public void A_snapshot_needs_a_day() => Assert.That(
        () => Find(Two("2020", "2020"), Query(new TimeRule { Mode = TimeMode.Snapshot })),
        Throws.TypeOf<QueryException>().With.Message.EqualTo("A snapshot needs asOf."));

    [Test]
    public void In_mode_any_the_order_of_dates_does_not_matter() =>
        Assert.That(Deals(Two("2021", "2020"), Query(new TimeRule { Mode = TimeMode.Any })), Is.EqualTo("l1 l2"));

    [Test]
    public void A_single_deal_needs_no_date() => Assert.That(Deals("licence l1 a -> b: t1 |", From("a", "b")), Is.EqualTo("l1"));

    [Test]
    public void The_query_decides_whether_a_chain_with_an_undated_deal_is_excluded_allowed_or_an_error()
    {
        var sketch = "licence l1 a -> b: t1 | closed: 2020\nlicence l2 b -> c: t1 |";
        var answer = Find(sketch, Query());
        Assert.That((answer.Paths.Length, answer.NoPath), Is.EqualTo((0, NoPathReason.UnknownCoverage)));
        Assert.That(Describe(sketch, Query(new TimeRule { Undated = UndatedRule.Wildcard })), Is.EqualTo("l1 l2 possible"));
        Assert.That(
            () => Find(sketch, Query(new TimeRule { Undated = UndatedRule.Error })),
            Throws.TypeOf<QueryException>().With.Message.EqualTo("Deal \"l2\" has no date, and the query asks for an error in this case."));
    }

    [TestCase("announced: 2019, signed: 2018, closed: 2017", "Closed")]
    [TestCase("announced: 2019, signed: 2018, in_force: 2020", "InForce")]
    [TestCase("announced: 2019, signed: 2018", "Signed")]
    [TestCase("announced: 2019, date: 2010", "Announced")]
    [TestCase("date: 2010", "Date")]
    public void The_date_is_that_of_closing_or_else_force_signature_announcement_or_the_event(string values, string milestone) =>
        Assert.That(Find($"licence l1 a -> b: t1 | {values}", From("a", "b")).Paths.Single().Hops[0].Date!.Value.Milestone.ToString(), Is.EqualTo(milestone));

    [TestCase("in_force: ../2026-01, announced: 2023-02-13", "2023-02-13")] // CATL and Ford
    [TestCase("closed: ../2026, in_force: ../2025, signed: 2023", "2023")]
    [TestCase("in_force: ../2026-01", "../2026-01")]
    [TestCase("in_force: ../2026-01, announced: 2027", "../2026-01")]
    [TestCase("in_force: ../2026-01, announced: ../2025", "../2026-01")]
    [TestCase("in_force: 2020/2026, announced: 2023-02-13", "2020/2026")]
    public void A_date_without_a_start_is_replaced_by_a_more_precise_earlier_milestone(string values, string date) =>
        Assert.That(Find($"licence l1 a -> b: t1 | {values}", From("a", "b")).Paths.Single().Hops[0].Date!.Value.Date.Value.Text, Is.EqualTo(date));

    private static string Two(string first, string second) => $"licence l1 a -> b: t1 | closed: {first}\nlicence l2 b -> c: t1 | closed: {second}";

    private static DealPathQuery Query(TimeRule? time = null) => From("a", "c") with { Time = time ?? new TimeRule() };

    private static string Describe(string sketch, DealPathQuery query) => string.Join(
        ' ', Find(sketch, query).Paths.Select(path => $"{string.Join(' ', path.Hops.Select(hop => hop.Deal.Id))} {(path.IsCertain ? "certain" : "possible")}"));
}
