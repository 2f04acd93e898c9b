using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Data;

/// <summary>What the wider facts answer about each story (docs/decisions/fact-mapping.md).</summary>
public sealed class WiderStoryTests
{
    private static readonly EndpointSelector AnyEntity = new();
    private static readonly EndpointSelector ChineseOrigin = new() { Country = new CountryRule(CountrySense.Origin, "CN") };

    private static IGraphView Graph => Shipped.Graph;

    [TestCase("2025-12-31", EventStatus.Announced, Standing.Pending)]
    [TestCase("2026-01-31", EventStatus.UnderReview, Standing.Pending)]
    [TestCase("2026-04-26", EventStatus.UnderReview, Standing.Pending)]
    [TestCase("2026-05-01", EventStatus.OrderedUnwound, Standing.Reversed)]
    public void Manus_to_Meta_is_pending_then_under_review_then_reversed(string day, EventStatus status, Standing standing)
    {
        var path = Find(Id("manus"), Id("meta"), q => q with { Time = new() { AsOf = Day(day) } }).Paths.Single();
        Assert.That((path.Hops[0].Status.Status, path.Hops[0].Status.Standing), Is.EqualTo((status, standing)));
        if (standing == Standing.Reversed)
        {
            var reversal = path.Hops[0].Status.Reversal!;
            Assert.That((reversal.From!.Text, reversal.By.All(c => c.Fact == "W-AI-07")), Is.EqualTo(("2026-04-27", true)), "marked with what reversed it, and when");
        }
    }

    [Test]
    public void The_reversed_Meta_deal_carries_no_control_and_no_money()
    {
        foreach (var flow in (Flow[])[Flow.Control, Flow.Money])
        {
            var (from, to) = flow == Flow.Money ? ("meta", "tencent") : ("tencent", "meta");
            Assert.That(Describe(Find(Id(from), Id(to), q => q with { Flow = flow, Time = new() { AsOf = Day("2026-01-31") } })), Has.Count.EqualTo(1));
            Assert.That(Describe(Find(Id(from), Id(to), q => q with { Flow = flow, Time = new() { AsOf = Day("2026-05-01") } })), Is.Empty);
        }
    }

    [Test]
    public void A_planned_buyback_of_Manus_carries_nothing() => Assert.That(Describe(Find(Id("meta"), AnyEntity)), Is.Empty, "plans carry nothing");

    [Test]
    public void The_algorithm_is_licensed_to_the_venture_and_to_no_investor()
    {
        Assert.That(Describe(Find(Id("bytedance"), AnyEntity, Groups)), Is.EqualTo(["bytedance > tiktok-usds by bytedance-tiktok-algorithm-licence"]));
        Assert.That(Describe(Find(Id("musically"), AnyEntity)), Is.EqualTo(["musically > bytedance by bytedance-musically-acquisition"]), "what came with Musical.ly is another technology");
        var shares = new Lens(Graph).RelationsFrom(new EntityId("tiktok-usds")).Where(r => r.Kind == "owned_by").Select(r => $"{r.To} {r.Share!.Low}");
        Assert.That(shares, Is.EqualTo(["bytedance 19.9", "mgx 15", "oracle 15", "silver-lake 15"]));
    }

    [Test]
    public void Partnerships_of_carmakers_flow_to_Europe_and_not_back()
    {
        Assert.That(Find(Id("xpeng"), AnyEntity).Paths.Select(p => p.To.Value).Distinct(), Is.EqualTo(["volkswagen"]));
        Assert.That(Describe(Find(Id("volkswagen"), Id("xpeng"))).Concat(Describe(Find(Id("stellantis"), AnyEntity))).Concat(Describe(Find(Id("renault"), ChineseOrigin))), Is.Empty);
        Assert.That(Graph.Find(new EventId("volkswagen-xpeng-extension"))!.Links.Single(), Is.EqualTo(new EventLink("amends", new EventId("volkswagen-xpeng-master-agreement"))));
    }

    [Test]
    public void Stellantis_is_reached_through_its_share_of_the_venture_only_with_ownership()
    {
        Assert.That(Describe(Find(Id("leapmotor"), Id("stellantis"))), Is.Empty);
        Assert.That(Describe(Find(Id("leapmotor"), Id("leapmotor-intl"))), Has.Count.EqualTo(1));
        var path = Find(Id("leapmotor"), Id("stellantis"), q => q with { Ownership = new OwnershipRule() }).Paths.Single();
        Assert.That((path.Hops[^1].Taker.Value, path.To.Value, path.IsCertain), Is.EqualTo(("leapmotor-intl", "stellantis", false)), "agreed; when the venture was founded is not known");
        Assert.That(Describe(Find(Id("leapmotor"), Id("stellantis"), q => q with { Ownership = new OwnershipRule(60) })), Is.Empty);
    }

    [Test]
    public void The_antibody_went_from_Biotheus_through_BioNTech_to_Bristol_Myers_Squibb_with_certain_order()
    {
        var answer = Find(Id("biotheus"), Id("bms"), q => q with { Time = new() { Certain = true } });
        Assert.That(Describe(answer), Is.EquivalentTo(
        [
            "biotheus > biontech > bms by biotheus-biontech-licence, biontech-bms-licence",
            "biotheus > biontech > bms by biontech-biotheus-acquisition, biontech-bms-licence",
        ]));
        Assert.That(answer.Paths.SelectMany(p => p.Carried).Select(c => $"{c.Id} {c.Origin!.Countries.Single()} {c.Origin.Basis}").Distinct(), Is.EqualTo(["bnt327 CN Developed"]));
        Assert.That(answer.Paths.Select(p => string.Join(' ', p.Hops.Select(h => h.Date!.Value.Date.Value.Text))), Is.EquivalentTo(["2023-11 2025-06-02", "2025-01/2025-06 2025-06-02"]));
        Assert.That(answer.Paths.SelectMany(p => p.Hops).All(h => new Lens(Graph).ResolvingClaims(h.Deal).Any()), Is.True);
    }

    [Test]
    public void No_IP_of_Sino_Biopharm_reached_Merck_and_the_takeover_came_after_the_licence()
    {
        foreach (var rule in (OwnershipRule?[])[null, new OwnershipRule(), new OwnershipRule(0, UnknownShare.Allow)])
        {
            var answer = Find(Id("sino-biopharm"), Id("merck-us"), q => q with { Ownership = rule });
            Assert.That((answer.Paths.Length, answer.NoPath), Is.EqualTo((0, NoPathReason.AbsentInGraph)), $"ownership {rule}");
        }

        var lens = new Lens(Graph);
        Assert.That(lens.MainDate(Graph.Find(new EventId("lanova-merck-licence"))!)!.Value.Date.Value.Latest, Is.LessThan(lens.MainDate(Graph.Find(new EventId("sino-biopharm-lanova"))!)!.Value.Date.Value.Earliest));
        Assert.That(Describe(Find(Id("lanova"), Id("merck-us"))), Has.Count.EqualTo(1), "it is LaNova's own");
    }

    [Test]
    public void The_seller_passes_Nexperia_on_and_control_is_suspended_while_an_order_is_in_force()
    {
        Assert.That(Describe(Find(Id("nexperia"), Id("wingtech"), q => q with { MinHops = 2 })), Is.EqualTo(["nexperia > jac-capital > wingtech by jac-nexperia, wingtech-nexperia"]));
        foreach (var (day, hops) in ((string, int)[])[("2025-09-29", 2), ("2025-09-30", 0), ("2025-11-18", 0), ("2025-12-15", 2), ("2026-03-01", 0)])
        {
            var answer = Find(Id("nxp"), Id("wingtech"), q => q with { Flow = Flow.Control, Time = new() { AsOf = Day(day) } });
            Assert.That(answer.Paths.Sum(p => p.Hops.Length), Is.EqualTo(hops), day);
        }
    }

    [TestCase("aixtron")]
    [TestCase("lattice")]
    [TestCase("uni-manchester")]
    [TestCase("elmos")]
    [TestCase("ers")]
    [TestCase("tower")]
    [TestCase("moneygram")]
    public void A_deal_blocked_or_abandoned_before_it_closed_carries_nothing(string target)
    {
        Assert.That(Describe(Find(Id(target), AnyEntity, Groups)), Is.Empty);
        Assert.That(Find(Id(target), AnyEntity, q => q with { IncludeGroups = true, Standings = [Standing.Never] }).Paths, Is.Not.Empty, "and the deal can be asked for");
    }

    [Test]
    public void The_licence_of_BeiGenes_antibody_to_Novartis_was_in_effect_in_2023_and_has_ended()
    {
        var inEffect = (string day) => Describe(Find(Id("beone"), Id("novartis"), q => q with { Time = new() { Mode = TimeMode.Snapshot, AsOf = Day(day) } }));
        Assert.That(inEffect("2022-06-30"), Has.Count.EqualTo(1));
        Assert.That(inEffect("2023-06-30"), Has.Count.EqualTo(1));
        Assert.That(inEffect("2024-06-30"), Is.Empty);
        Assert.That(Find(Id("beone"), Id("novartis")).Paths.Single().Hops[0].Status.Standing, Is.EqualTo(Standing.Ended));
    }

    [Test]
    public void BeiGene_changed_its_place_of_incorporation_and_not_its_base()
    {
        var lens = new Lens(Graph);
        var bases = lens.PlacesOf(new EntityId("beone"), "based_in", DateOnly.MinValue, DateOnly.MaxValue);
        Assert.That(bases, Is.Empty, "no file says where it is based");
        string At(string day) => string.Join(' ', lens.PlacesOf(new EntityId("beone"), "incorporated_in", Day(day), Day(day)).SelectMany(p => p.Countries).Distinct());
        Assert.That((At("2025-05-26"), At("2025-05-28")), Is.EqualTo(("KY", "CH")));
    }

    [Test]
    public void A123_and_Grindr_are_not_of_Chinese_origin()
    {
        Assert.That(Find(Id("a123"), Id("wanxiang")).Paths.Single().Carried.SelectMany(c => c.Origin!.Countries).Distinct(), Is.EqualTo(["US"]));
        Assert.That(Find(ChineseOrigin, Id("wanxiang")).Paths.Concat(Find(ChineseOrigin, Id("san-vicente")).Paths), Is.Empty);
        Assert.That(Describe(Find(Id("grindr"), Id("san-vicente"), q => q with { MinHops = 2 })), Has.Count.EqualTo(2), "the chains go through Kunlun");
    }

    [Test]
    public void Northvolt_and_Micro_Connect_are_on_no_path_of_Chinese_origin()
    {
        Assert.That(Find(ChineseOrigin, Id("lyten")).Paths, Is.Empty);
        Assert.That(Graph.Events.Where(e => e.Kind is "relocation" or "founding").SelectMany(e => e.Participants).Select(p => p.Of.Id), Does.Not.Contain("micro-connect"));
        Assert.That(new Lens(Graph).RelationsFrom(new EntityId("micro-connect")).Select(r => r.Kind), Does.Not.Contain("founded_in"));
    }

    [Test]
    public void The_buyer_of_Lattice_had_Chinese_capital_and_was_not_based_in_China()
    {
        var funded = new EndpointSelector { Country = new CountryRule(CountrySense.CapitalFrom, "CN") };
        var basedInChina = new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "CN") };
        var every = (DealPathQuery q) => q with { Standings = [Standing.Never, Standing.InEffect] };
        Assert.That(Find(AnyEntity, funded, every).Paths.Select(p => p.From.Value), Is.EquivalentTo(["lattice", "imagination"]));
        Assert.That(Find(Id("lattice"), basedInChina, every).Paths, Is.Empty);
    }

    [TestCase("2025-05-31", "treasury-inquiry")]
    [TestCase("2026-02-15", "mofcom-review-manus treasury-inquiry")]
    [TestCase("2026-05-15", "treasury-inquiry")]
    public void The_open_inquiries_into_Manus_depend_on_the_day(string day, string wanted)
    {
        var lens = new Lens(Graph);
        var touched = new[] { RecordRef.To(new EventId("manus-meta-acquisition")), RecordRef.To(new EventId("manus-benchmark-round")) };
        var open = touched.SelectMany(Graph.ParticipationsOf).Select(p => p.Event).Where(e => e.Kind is "review" or "investigation").Distinct()
            .Where(act => lens.MainDate(act)!.Value.Date.Value.Earliest <= Day(day) && lens.StatusAt(act, Day(day)).Status == EventStatus.Open)
            .Select(act => act.Id.Value).Order(StringComparer.Ordinal);
        Assert.That(string.Join(' ', open), Is.EqualTo(wanted));
    }

    [Test]
    public void The_cathode_control_may_touch_deals_with_the_technologies_it_names_and_their_wholes()
    {
        var lens = new Lens(Graph);
        var named = Graph.Find(new EventId("catalogue-2025-cathodes"))!.Participants.Where(p => p.Role == "technology").Select(p => new EntityId(p.Of.Id)).ToList();
        var reach = named.SelectMany(id => lens.WholesOf(id)).Distinct().ToList();
        var deals = reach.SelectMany(id => Graph.ParticipationsOf(RecordRef.To(id))).Select(p => p.Event)
            .Where(e => Graph.Terms.Events[e.Kind].Family == EventFamily.Deal).Select(e => e.Id.Value).Distinct();
        Assert.That(deals, Is.SupersetOf(new[] { "korean-cathode-partnerships", "liyuan-lges-supply", "lg-chem-huayou-morocco", "catl-ford-licence", "stellantis-catl-zaragoza" }));
        Assert.That(deals, Does.Not.Contain("manus-meta-acquisition"));
    }

    [Test]
    public void Upfront_payments_of_US_firms_for_Chinese_drugs_are_marked_and_can_be_added()
    {
        var lens = new Lens(Graph);
        var us = new EndpointSelector { Families = [Family.Organization], Country = new CountryRule(CountrySense.BasedIn, "US") };
        var deals = Find(ChineseOrigin, us, q => q with { DealKinds = ["licence"] }).Paths.Select(p => p.Hops[^1].Deal)
            .Where(d => d.Sectors.Contains("biotech")).DistinctBy(d => d.Id).ToList();
        var paid = deals.SelectMany(d => lens.Values(d)).Where(v => v.Value.Measure == Measure.Upfront).ToList();
        Assert.That(paid.All(v => v.Value.Currency == "USD" && v.Value.Low == v.Value.High), Is.True, "every one is disclosed as a plain figure");
        Assert.That(paid.Sum(v => v.Value.Low), Is.EqualTo(5_667_000_000m));
        Assert.That(deals.Count(d => lens.Values(d).All(v => v.Value.Measure != Measure.Upfront)), Is.EqualTo(7), "seven deals do not disclose it");
    }

    [Test]
    public void A_suspended_ban_is_not_in_force_during_the_suspension()
    {
        var ban = Graph.Find(new EventId("ban-on-minerals-to-us"))!;
        var lens = new Lens(Graph);
        Assert.That((lens.StatusAt(ban, Day("2025-06-01")).Status, lens.StatusAt(ban, Day("2025-12-01")).Status), Is.EqualTo((EventStatus.InForce, EventStatus.Suspended)));
        Assert.That(lens.StatusAt(Graph.Find(new EventId("ban-on-minerals-suspended"))!, null).Status, Is.EqualTo(EventStatus.InForce), "that it is to lapse is a prediction");
    }

    [Test]
    public void A_growth_rate_that_contradicts_its_sums_is_kept_as_a_note()
    {
        var statistic = Graph.Find(new EventId("globaldata-growth-2024"))!;
        Assert.That(new Lens(Graph).Values(statistic).Select(v => v.Value.Low), Is.EquivalentTo([16_600_000_000m, 41_500_000_000m]));
        Assert.That(Graph.ClaimsAbout(RecordRef.To(statistic.Id)).Single().Stance, Is.EqualTo(Stance.Reports));
        Assert.That(statistic.Note, Does.Contain("150 per cent"));
    }

    [Test]
    public void Three_publishers_totals_for_one_year_are_all_kept() => Assert.That(
        Graph.Events.Where(e => e.Kind == "statistic" && new Lens(Graph).Date(e, Milestone.Date)?.Value.Text == "2024").SelectMany(e => new Lens(Graph).Values(e)).Select(v => v.Value.Low).Distinct(),
        Is.SupersetOf(new[] { 41_500_000_000m, 51_900_000_000m, 59_500_000_000m }));

    [Test]
    public void A_company_incorporated_in_Singapore_does_not_make_Manus_based_there()
    {
        var lens = new Lens(Graph);
        Assert.That(lens.PlacesOf(new EntityId("butterfly-sg"), "incorporated_in", Day("2024-01-01"), Day("2024-01-01")).SelectMany(p => p.Countries), Is.EqualTo(["SG"]));
        Assert.That(lens.PlacesOf(new EntityId("manus"), "based_in", Day("2024-01-01"), Day("2024-01-01")).SelectMany(p => p.Countries).Distinct(), Is.EqualTo(["CN"]));
    }

    private static DealPathQuery Groups(DealPathQuery query) => query with { IncludeGroups = true };

    private static DealPathResult Find(EndpointSelector from, EndpointSelector to, Func<DealPathQuery, DealPathQuery>? more = null) =>
        PathEngine.Find(Graph, more is null ? new DealPathQuery(from, to) : more(new DealPathQuery(from, to)));

    private static EndpointSelector Id(string id) => new() { Ids = [new EntityId(id)] };

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> Describe(DealPathResult answer) =>
    [
        .. answer.Paths.Select(path => $"{path.Hops[0].Giver} > {string.Join(" > ", path.Hops.Select(h => h.Taker))} by {string.Join(", ", path.Hops.Select(h => h.Deal.Id))}"),
    ];
}
