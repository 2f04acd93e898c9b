using TechGraph.Core.Graph;
using TechGraph.Core.Lenses;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Data;

/// <summary>What the shipped facts answer about each story.</summary>
public sealed class StoryTests
{
    private static readonly EndpointSelector ChineseOrigin = new() { Country = new CountryRule(CountrySense.Origin, "CN") };
    private static readonly EndpointSelector InTheUS = new() { Country = new CountryRule(CountrySense.BasedIn, "US") };

    private static IGraphView Graph => Shipped.Graph;

    [Test]
    public void By_acquisition_Chinese_origin_IP_has_reached_only_Meta()
    {
        var january = new TimeRule { AsOf = new DateOnly(2026, 1, 31) };
        var answer = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, InTheUS) { FinalKinds = ["acquisition"], Time = january });
        Assert.That(Describe(answer), Is.EqualTo(["manus > meta by manus-meta-acquisition"]));
        var path = answer.Paths[0];
        Assert.That(path.Carried.Select(c => $"{c.Kind} {c.Id} {string.Join(',', c.Fields)} {string.Join(',', c.Origin!.Countries)} {c.Origin.Basis}"),
            Is.EqualTo(["UnnamedHolder manus t-agentic-ai CN Founded"]));
        Assert.That((path.Hops[0].Status.Status, path.Hops[0].Status.Standing), Is.EqualTo((EventStatus.UnderReview, Standing.Pending)));
        Assert.That(path.IsCertain, Is.True);
    }

    [Test]
    public void The_context_of_the_Meta_deal_lists_its_related_acts_and_deals_with_source_and_paragraph()
    {
        var lens = new Lens(Graph);
        var path = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, InTheUS) { FinalKinds = ["acquisition"] }).Paths[0];
        var context = PathContext.Of(lens, path, null);
        foreach (var id in (string[])["manus-relocation", "manus-benchmark-round", "treasury-inquiry", "mofcom-review-manus", "ndrc-order-manus"])
        {
            var item = context.Items.Single(i => i.Event.Id.Value == id);
            Assert.That(lens.ClaimsAbout(RecordRef.To(item.Event.Id)).All(c => c.Source.Value != "ft-reversal" || c.Locator!.StartsWith("para ", StringComparison.Ordinal)), Is.True);
        }

        var inquiry = context.Items.Single(i => i.Event.Id.Value == "treasury-inquiry");
        Assert.That(inquiry.Parts.Single().Certainty, Is.EqualTo(Certainty.Implied), "that it concerns Manus is only implied");
        Assert.That(context.OmittedCount, Is.Zero);
    }

    [Test]
    public void With_licences_Chinese_origin_IP_has_also_reached_Ford_with_an_assumed_origin()
    {
        var answer = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, InTheUS));
        Assert.That(Describe(answer), Is.SupersetOf(new[] { "manus > meta by manus-meta-acquisition", "catl > ford by catl-ford-licence" }));
        var ford = answer.Paths.Single(path => path.To.Value == "ford");
        Assert.That((ford.Carried.Single().Id, ford.Carried.Single().Origin!.Basis), Is.EqualTo(("t-lfp", OriginBasis.Assumed)));
        Assert.That(ford.Hops[0].Date!.Value.Date.Value.Text, Is.EqualTo("2023-02-13"), "dated by the most precise claim");
        Assert.That(ford.Carried.Single().Origin!.Relations.Single().Claims.Single().Origin, Is.EqualTo(ClaimOrigin.Editorial));
    }

    [TestCase("heygen")]
    [TestCase("tiktok")]
    [TestCase("shein")]
    public void A_relocation_or_a_stake_is_not_a_transfer_of_IP(string id)
    {
        var anyEntity = new EndpointSelector();
        var one = new EndpointSelector { Ids = [new EntityId(id)] };
        Assert.That(PathEngine.Find(Graph, new DealPathQuery(one, anyEntity) { IncludeGroups = true }).Paths, Is.Empty);
        Assert.That(PathEngine.Find(Graph, new DealPathQuery(anyEntity, one) { IncludeGroups = true }).Paths, Is.Empty);
    }

    [Test]
    public void In_the_other_direction_the_older_flows_to_China_name_no_technology()
    {
        var inChina = new EndpointSelector { Families = [Family.Organization], Country = new CountryRule(CountrySense.BasedIn, "CN") };
        var paths = PathEngine.Find(Graph, new DealPathQuery(new EndpointSelector(), inChina) { IncludeGroups = true }).Paths;
        Assert.That(paths.Select(path => $"{path.From} > {path.To}"), Is.SupersetOf(new[]
        {
            "gm > cn-automakers", "volkswagen > cn-automakers", "western-cos > cn-suppliers", "mg-rover > saic", "arm > arm-china",
        }));
        string[] unnamed = ["cn-automakers", "cn-suppliers", "arm-china"];
        Assert.That(paths.Where(path => unnamed.Contains(path.To.Value)).SelectMany(path => path.Carried).All(c => c.Kind == CarriedKind.UnnamedDeal), Is.True);
        Assert.That(paths.Single(path => path.Hops[0].Deal.Id.Value == "saic-rover-rights").Carried.Single().Id, Is.EqualTo("t-rover-ip"));
        Assert.That(Graph.Find(new EventId("gm-china-ventures"))!.Participants.All(p => p.Certainty == Certainty.Inferred), Is.True);
    }

    [Test]
    public void Partnerships_flow_only_from_contributor_to_recipient()
    {
        var toEurope = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, new EndpointSelector()) { IncludeGroups = true }).Paths;
        Assert.That(Pairs(toEurope), Is.SupersetOf(new[] { "cn-ev-startups > volkswagen", "cn-ev-startups > stellantis", "shanghai > renault" }));
        Assert.That(Pairs(toEurope).Where(pair => pair.StartsWith("volkswagen", StringComparison.Ordinal) || pair.StartsWith("stellantis", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_aggregate_of_41_billion_is_no_deal_and_on_no_path()
    {
        var sum = Graph.Find(new EventId("chinese-drug-licences-2024"))!;
        Assert.That(Graph.Terms.Events[sum.Kind].IsAggregate, Is.True);
        Assert.That(new Lens(Graph).Values(sum).Single().Value.Measure, Is.EqualTo(Measure.Aggregate));
        var drugs = new EndpointSelector { Ids = [new EntityId("cn-drugmakers")] };
        Assert.That(PathEngine.Find(Graph, new DealPathQuery(drugs, new EndpointSelector()) { IncludeGroups = true }).Paths, Is.Empty);
        var deals = Graph.Events.Where(e => Graph.Terms.Events[e.Kind].Family == EventFamily.Deal).SelectMany(e => new Lens(Graph).Values(e)).ToList();
        Assert.That(deals.All(v => v.Value.Measure != Measure.Aggregate && v.Value.Low != 41_500_000_000m), Is.True);
    }

    [Test]
    public void Known_at_November_2025_the_Meta_deal_is_absent()
    {
        var answer = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, InTheUS) { KnownAt = new DateOnly(2025, 11, 30), FinalKinds = ["acquisition"] });
        Assert.That(answer.Paths, Is.Empty);
        Assert.That(new Lens(Graph, new DateOnly(2025, 11, 30)).Exists(Graph.Find(new EventId("manus-meta-acquisition"))!), Is.False);
    }

    [TestCase("2025-03-15", "CN Certain")]
    [TestCase("2025-05-20", "CN Possible, SG Possible")]
    [TestCase("2026-01-15", "SG Certain")]
    public void The_base_of_Manus_depends_on_the_day(string day, string bases)
    {
        var at = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var places = new Lens(Graph).PlacesOf(new EntityId("manus"), "based_in", at, at).ToList();
        Assert.That(string.Join(", ", places.Select(p => $"{p.Countries.Single()} {p.Truth}")), Is.EqualTo(bases));
        Assert.That(places.SelectMany(p => p.Relation.Claims).Select(c => c.Fact).Distinct(), Does.Contain("S000-031").And.Contain("W-AI-21"), "and the claims bound it");
    }

    [Test]
    public void Benchmark_and_Benchmark_Mineral_Intelligence_are_different_entities()
    {
        var (fund, prices) = (Graph.Find(new EntityId("benchmark-vc"))!, Graph.Find(new EntityId("benchmark-minerals"))!);
        Assert.That(fund.NotSameAs.Single().Entity, Is.EqualTo(prices.Id));
        Assert.That(prices.NotSameAs.Single().Entity, Is.EqualTo(fund.Id));
        Assert.That(Graph.Find(new EventId("lfp-cathode-share-2024"))!.Participants.Select(p => p.Of.Id), Does.Contain("benchmark-minerals").And.Not.Contain("benchmark-vc"));
        Assert.That(Graph.Find(new EventId("manus-benchmark-round"))!.Participants.Select(p => p.Of.Id), Does.Contain("benchmark-vc").And.Not.Contain("benchmark-minerals"));
    }

    [Test]
    public void Beijing_the_government_is_not_the_city()
    {
        var government = Graph.Find(new EntityId("prc-gov"))!;
        Assert.That((government.Kind, government.Aliases.Any(a => a.Name == "Beijing")), Is.EqualTo(("government", true)));
        Assert.That(
            Graph.ParticipationsOf(RecordRef.To(new EntityId("beijing-city"))).Select(part => $"{part.Participant.Role} {part.Event.Id}"),
            Is.EqualTo(["place manus-beijing-layoffs"]),
            "no act is the city's");
    }

    [Test]
    public void An_export_control_on_batteries_is_related_to_the_licence_of_LFP_to_Ford()
    {
        var path = PathEngine.Find(Graph, new DealPathQuery(ChineseOrigin, InTheUS) { DealKinds = ["licence"] }).Paths.Single(found => found.To.Value == "ford");
        var control = PathContext.Of(new Lens(Graph), path, null).Items.Single(i => i.Event.Id.Value == "controls-batteries-lithium-rare-earths");
        Assert.That(control.IsRelated, Is.True);
    }

    [Test]
    public void A_denied_relation_does_not_count_but_can_be_read()
    {
        var renault = new Lens(Graph).RelationsFrom(new EntityId("renault")).Where(r => r.Kind == "sells_in");
        Assert.That(renault, Is.Empty, "Renault does not sell in China");
        Assert.That(Graph.Find(new RelationId("renault.sells-in.cn")), Is.Not.Null, "and the denial can be read");
    }

    private static IEnumerable<string> Describe(DealPathResult answer) =>
        answer.Paths.Select(path => $"{path.From} > {path.To} by {string.Join(' ', path.Hops.Select(hop => hop.Deal.Id))}");

    private static IEnumerable<string> Pairs(IEnumerable<DealPath> paths) => paths.Select(path => $"{path.From} > {path.To}");
}
