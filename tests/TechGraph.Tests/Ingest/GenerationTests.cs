using System.Text;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Generation;
using TechGraph.Ingest.Linking;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.View;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest;

/// <summary>A generated graph has no problems, is the same each time, and has what measurements need.</summary>
public sealed class GenerationTests
{
    private const int Events = 1_000;

    private static readonly Lazy<IGraphView> Graph = new(() => MemoryGraph.Build(Terms.Shipped, 1, Records(new GeneratorPlan(Events))));

    [Test]
    public void The_same_plan_gives_the_same_dossiers()
    {
        var (one, again, other) = (Text(new GeneratorPlan(450, 7)), Text(new GeneratorPlan(450, 7)), Text(new GeneratorPlan(450, 8)));
        Assert.That(again, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
    }

    [TestCase(0)]
    [TestCase(GeneratorPlan.MaxEvents + 1)]
    public void A_number_of_events_out_of_range_is_refused(int events) =>
        Assert.That(() => DealGraphGenerator.Generate(new GeneratorPlan(events)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(201)]
    public void The_graph_has_the_requested_number_of_events(int events) =>
        Assert.That(MemoryGraph.Build(Terms.Shipped, 1, Records(new GeneratorPlan(events))).Events, Has.Count.EqualTo(events));

    [Test]
    public void A_few_companies_are_in_many_deals_and_most_are_in_few()
    {
        var degrees = Graph.Value.Entities.Where(entity => entity.Kind == "company")
            .Select(entity => Graph.Value.ParticipationsOf(RecordRef.To(entity.Id)).Count).OrderDescending().ToList();
        Assert.That((degrees[0] > 50, degrees[degrees.Count / 2] < 10), Is.EqualTo((true, true)), $"{degrees[0]}, {degrees[degrees.Count / 2]}");
    }

    [Test]
    public void Licences_and_acquisitions_form_chains()
    {
        var query = new DealPathQuery(
            new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "CN") }, new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "US") })
        { MaxHops = 3 };
        Assert.That(PathEngine.Find(Graph.Value, query).Paths.Select(path => path.Hops.Length), Has.Some.EqualTo(1).And.Some.GreaterThan(1));
    }

    [Test]
    public void Dates_have_every_precision_and_degree_of_uncertainty()
    {
        var dates = Graph.Value.Claims.SelectMany(claim => claim.Dates.Values).Select(date => date.Date.ToString()).ToList();
        Assert.That(dates, Has.Some.Matches("^....$").And.Some.Matches("^....-..$").And.Some.Matches("^....-..-..$").And.Some.Contains("~").And.Some.Contains("/"));
    }

    [Test]
    public void There_are_aliases_disputed_sums_and_acts_without_an_end()
    {
        var view = Graph.Value;
        Assert.That(view.Entities.SelectMany(entity => entity.Aliases), Has.Some.Property(nameof(Alias.Kind)).EqualTo("former").And.Some.Property(nameof(Alias.Script)).EqualTo("Hans"));
        Assert.That(view.Events.Select(@event => view.ClaimsAbout(RecordRef.To(@event.Id)).SelectMany(claim => claim.Values).Distinct().Count()), Has.Some.GreaterThan(1));
        Assert.That(view.Events.Where(@event => @event.Kind == "review").Select(@event => view.ClaimsAbout(RecordRef.To(@event.Id)).Count), Has.Some.EqualTo(1).And.Some.EqualTo(2));
    }

    [Test]
    public void Without_places_the_generated_dossiers_can_be_loaded_together_with_the_shipped_ones()
    {
        var problems = new Problems();
        var shipped = DossierFiles.Read(DossierFiles.Find([Repository.Of("ingest", "dossiers")], problems), Terms.Shipped, problems);
        DossierLinker.Link([.. shipped, .. Files(new GeneratorPlan(300, WithPlaces: false), problems)], [], Terms.Shipped, problems);
        Assert.That(problems, Is.Empty);
    }

    private static string Text(GeneratorPlan plan) => string.Concat(DealGraphGenerator.Generate(plan).Select(dossier => dossier.Name + dossier.Text));

    private static IReadOnlyList<StoredRecord> Records(GeneratorPlan plan)
    {
        var problems = new Problems();
        var records = DossierLinker.Link(Files(plan, problems), [], Terms.Shipped, problems);
        return problems.Count == 0 ? records : throw new InvalidOperationException(string.Join('\n', problems.Take(10)));
    }

    private static List<DossierFile> Files(GeneratorPlan plan, Problems problems) => [.. DealGraphGenerator.Generate(plan)
        .Select(dossier => DossierParser.Parse(Encoding.UTF8.GetBytes(dossier.Text), dossier.Name, Terms.Shipped, problems))
        .OfType<DossierFile>()];
}
