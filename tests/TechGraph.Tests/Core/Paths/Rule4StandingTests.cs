using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Rule 4: standing follows from the status on the as-of day.</summary>
public sealed class Rule4StandingTests : PathTest
{
    private const string Reversed = "acquisition a1 s + a -> b | announced: 2024-01, closed: 2024-02, status: {is: ordered-unwound, from: 2024-06}";

    [TestCase("announced: 2024", "a1")]
    [TestCase("signed: 2024", "a1")]
    [TestCase("closed: 2024", "a1")]
    [TestCase("in_force: 2023, ended: 2024", "a1")]
    [TestCase("status: {is: rumoured, from: 2024}", "")]
    [TestCase("announced: 2023, status: {is: blocked, from: 2024}", "")]
    [TestCase("announced: 2023, status: {is: withdrawn, from: 2024}", "")]
    public void A_deal_that_never_took_effect_is_on_no_path(string values, string expected) =>
        Assert.That(Deals($"acquisition a1 a -> b | {values}", From("a", "b")), Is.EqualTo(expected));

    [TestCase(Flow.Ip, "a", "a1")]
    [TestCase(Flow.People, "a", "a1")]
    [TestCase(Flow.Control, "s", "")]
    public void A_reversed_deal_still_carries_IP_and_people_but_no_control(Flow flow, string from, string expected) =>
        Assert.That(Deals(Reversed, From(from, "b") with { Flow = flow }), Is.EqualTo(expected));

    [Test]
    public void A_reversed_deal_carries_no_money() => Assert.That(Deals(Reversed, From("b", "s") with { Flow = Flow.Money }), Is.Empty);

    [Test]
    public void Before_the_reversal_the_deal_carries_control() =>
        Assert.That(Deals(Reversed, From("s", "b") with { Flow = Flow.Control, Time = new TimeRule { AsOf = Day("2024-03-15") } }), Is.EqualTo("a1"));

    [Test]
    public void A_reversed_hop_has_the_status_and_date_of_the_reversal()
    {
        var hop = Find(Reversed, From("a", "b")).Paths.Single().Hops[0];
        Assert.That((hop.Status.Standing, hop.Status.Reversal!.Status, hop.Status.Reversal.From!.Text), Is.EqualTo((Standing.Reversed, EventStatus.OrderedUnwound, "2024-06")));
    }

    [Test]
    public void A_query_can_choose_its_standings()
    {
        var sketch = "acquisition a1 a -> b | announced: 2023, status: {is: blocked, from: 2024}\nlicence l1 a -> b: t1 | in_force: 2020";
        Assert.That(Deals(sketch, From("a", "b") with { Standings = [Standing.Never] }), Is.EqualTo("a1"));
        Assert.That(Deals(sketch, From("a", "b") with { Standings = [Standing.Pending] }), Is.Empty);
    }

    [Test]
    public void A_deal_entirely_after_the_as_of_day_is_on_no_path()
    {
        var query = From("a", "b") with { Time = new TimeRule { AsOf = Day("2023-12-31") } };
        Assert.That(Deals("licence l1 a -> b: t1 | closed: 2024-01", query), Is.Empty);
        var path = Find("licence l1 a -> b: t1 | closed: 2023/2024", query).Paths.Single();
        Assert.That(path.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.Date));
    }

    [Test]
    public void An_order_that_suspends_control_stops_only_the_flow_of_control()
    {
        const string Order = """
              act:
                kind: order
                title: Control is suspended
                participants: [{role: subject, event: a1}]
                claims:
                  - {id: act.1, source: paper, says: x, date: 2025-09-30, status: in-force, outcome: control-suspended}
                  - {id: act.2, source: paper, says: x, status: {is: suspended, from: 2025-11-19}}
            """;
        var sketch = "acquisition a1 s + a -> b | closed: 2019";
        DealPathQuery At(string day) => From("s", "b") with { Flow = Flow.Control, Time = new TimeRule { AsOf = Day(day) } };
        Assert.That(Deals(sketch, At("2025-09-29"), Order), Is.EqualTo("a1"));
        Assert.That(Deals(sketch, At("2025-10-15"), Order), Is.Empty);
        Assert.That(Deals(sketch, At("2025-12-01"), Order), Is.EqualTo("a1"));
        Assert.That(Deals(sketch, From("a", "b") with { Time = new TimeRule { AsOf = Day("2025-10-15") } }, Order), Is.EqualTo("a1"), "IP is not stopped");
    }
}
