using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Lenses;

/// <summary>The status is a timeline: the latest step that has begun counts, and only claims for the same date compete.</summary>
public sealed class TimelineTests
{
    private const string Sold = "{id: A, source: paper, says: x, announced: 2024-01-10, closed: 2024-06}";

    [TestCase("2024-01-09", "announced", "pending")] // no claim gives a status by then: a deal counts as announced
    [TestCase("2024-01-10", "announced", "pending")]
    [TestCase("2024-06-30", "closed", "in-effect")]
    public void The_latest_status_on_or_before_the_day_is_the_status(string day, string status, string standing) =>
        Assert.That(StatusAt(day, Sold), Is.EqualTo($"{status} {standing} certain"));

    [Test]
    public void Within_an_uncertain_closing_date_both_statuses_are_possible()
    {
        Assert.That(StatusAt("2024-06-15", Sold), Is.EqualTo("closed in-effect announced|closed"));
    }

    [TestCase("blocked", "never")]
    [TestCase("withdrawn", "never")]
    public void A_deal_blocked_or_withdrawn_before_it_closed_has_the_standing_never(string status, string standing) => Assert.That(
        StatusAt(null, "{id: A, source: paper, says: x, announced: 2024-01}", $"{{id: B, source: paper, says: x, status: {{is: {status}, from: 2024-03}}}}"),
        Is.EqualTo($"{status} {standing} certain"));

    [TestCase("blocked")]
    [TestCase("ordered-unwound")]
    [TestCase("unwound")]
    public void A_deal_blocked_or_unwound_after_it_closed_is_reversed(string status) => Assert.That(
        StatusAt(null, Sold, $"{{id: B, source: paper, says: x, status: {{is: {status}, from: 2024-09}}}}"), Is.EqualTo($"{status} reversed certain"));

    [Test]
    public void A_deal_blocked_after_partial_performance_is_reversed_from_the_date_of_the_block()
    {
        var claims = new[]
        {
            "{id: A, source: paper, says: x, announced: 2024-01}",
            "{id: B, source: paper, says: x, status: {is: blocked, from: 2024-03}, performed: partly}",
        };
        Assert.That(StatusAt(null, claims), Is.EqualTo("blocked reversed certain"));
        Assert.That(StatusAt("2024-02-20", claims), Is.EqualTo("announced pending certain"));
        var (lens, deal) = Deal(claims);
        Assert.That(lens.StatusAt(deal, null).Reversal!.From!.Text, Is.EqualTo("2024-03"));
    }

    [Test]
    public void The_same_status_from_two_claims_is_one_step()
    {
        var (lens, deal) = Deal("{id: A, source: paper, says: x, announced: 2025-12}", "{id: B, source: wire, says: x, announced: 2025-12-29}");
        Assert.That(lens.Timeline(deal).Select(step => $"{step.Status} {step.From} {step.By.Length}"), Is.EqualTo(["Announced 2025-12-29 2"]));
    }

    [Test]
    public void For_the_same_date_the_better_tier_wins_and_the_other_claim_is_kept_as_competing()
    {
        var (lens, deal) = Deal(
            "{id: A, source: paper, says: x, status: {is: withdrawn, from: 2024-03}}", "{id: B, source: wire, says: x, status: {is: suspended, from: 2024-03}}");
        var step = lens.Timeline(deal).Single();
        Assert.That((step.Status, step.Competing.Single().Id.Value), Is.EqualTo((EventStatus.Suspended, "A")));
    }

    [Test]
    public void A_deal_announced_and_closed_on_one_day_is_closed() => Assert.That(
        StatusAt(null, "{id: A, source: paper, says: x, announced: 2024-01-10, closed: 2024-01-10}"), Is.EqualTo("closed in-effect certain"));

    [TestCase("2024-02-15", "under-review pending certain review")]
    [TestCase("2024-01-15", "announced pending certain ")]
    [TestCase("2024-05-15", "announced pending certain ")]
    public void A_review_puts_a_pending_deal_under_review_until_it_concludes(string day, string expected)
    {
        var (lens, deal) = Deal(["{id: A, source: paper, says: x, announced: 2024-01-10}"], Review);
        Assert.That(Describe(lens, deal, day), Is.EqualTo(expected));
    }

    [Test]
    public void A_closed_deal_keeps_its_status_and_standing_under_review()
    {
        var (lens, deal) = Deal(["{id: A, source: paper, says: x, closed: 2024-01-10}"], Review);
        Assert.That(Describe(lens, deal, "2024-02-15"), Is.EqualTo("closed in-effect certain review"));
    }

    [Test]
    public void A_later_status_of_the_deal_ends_the_review()
    {
        var (lens, deal) = Deal(["{id: A, source: paper, says: x, announced: 2024-01-10, signed: 2024-02-20}"], Review);
        Assert.That(Describe(lens, deal, "2024-02-25"), Is.EqualTo("signed pending certain "));
    }

    private const string Review = """
          rev:
            kind: review
            title: A review
            participants: [{role: subject, event: deal}]
            claims:
              - {id: R1, source: paper, says: x, date: 2024-02-01, status: open}
              - {id: R2, source: paper, says: x, status: {is: concluded, from: 2024-05-01}}
        """;

    private static string StatusAt(string? day, params string[] claims)
    {
        var (lens, deal) = Deal(claims);
        return Describe(lens, deal, day).Trim();
    }

    private static string Describe(Lens lens, Event deal, string? day)
    {
        var answer = lens.StatusAt(deal, day is null ? null : DateOnly.Parse(day, null));
        var sure = answer.IsCertain ? "certain" : string.Join('|', answer.Possible.Select(EnumText.Kebab));
        return $"{EnumText.Kebab(answer.Status)} {EnumText.Kebab(answer.Standing)} {sure} {string.Join(' ', answer.Reviews.Select(act => "review"))}";
    }

    private static (Lens Lens, Event Deal) Deal(params string[] claims) => Deal(claims, "");

    private static (Lens Lens, Event Deal) Deal(string[] claims, string more)
    {
        var view = Graphs.Of($$"""
            dossier: d
            title: d
            entities:
              a: {kind: company, name: A}
              b: {kind: company, name: B}
            events:
              deal:
                kind: licence
                title: A deal
                participants: [{role: licensor, entity: a}, {role: licensee, entity: b}]
                claims: [{{string.Join(", ", claims)}}]
            {{more}}
            """);
        return (new Lens(view), view.Find(new EventId("deal"))!);
    }
}
