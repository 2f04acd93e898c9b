using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Paths;

public sealed class StandingQuestionTests
{
    private static readonly IGraphView Graph = Graphs.Of(Manus.Dossier);

    private static DealPathQuery Question => new(
        new EndpointSelector { Country = new CountryRule(CountrySense.Origin, "CN") },
        new EndpointSelector { Country = new CountryRule(CountrySense.BasedIn, "US"), Roles = ["acquirer"] });

    [Test]
    public void Chinese_origin_IP_reaches_a_US_acquirer()
    {
        var answer = PathEngine.Find(Graph, Question);
        Assert.That(answer.Paths.Select(path => $"{path.From} > {path.To}"), Is.EqualTo(["manus > meta"]));
        var path = answer.Paths[0];
        Assert.That(path.IsCertain, Is.True, string.Join(' ', path.Doubts));
        Assert.That(path.Carried.Select(item => $"{item.Kind} {item.Id} {item.Origin!.Basis} {string.Join(',', item.Fields)}"), Is.EqualTo(["UnnamedHolder manus Founded agents"]));
        Assert.That(path.Hops[0].Status.Status, Is.EqualTo(EventStatus.UnderReview));
        Assert.That(path.Hops[0].Status.Standing, Is.EqualTo(Standing.Pending));
    }

    [Test]
    public void The_context_has_the_founding_the_round_the_move_and_the_review()
    {
        var path = PathEngine.Find(Graph, Question).Paths[0];
        var context = PathContext.Of(new TechGraph.Core.Lenses.Lens(Graph), path, null);
        Assert.That(context.Items.Select(item => item.Event.Id.Value), Is.EqualTo(["founding", "round", "move", "review"]));
        Assert.That(context.OmittedCount, Is.Zero);
    }

    [Test]
    public void Before_the_newspapers_publication_the_sale_is_not_known()
    {
        var answer = PathEngine.Find(Graph, Question with { KnownAt = new DateOnly(2025, 11, 30) });
        Assert.That(answer.Paths, Is.Empty);
        Assert.That(answer.NoPath, Is.EqualTo(NoPathReason.AbsentInGraph));
    }
}
