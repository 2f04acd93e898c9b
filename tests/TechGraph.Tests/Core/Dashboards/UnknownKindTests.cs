using TechGraph.Core.Dashboards;
using TechGraph.Core.Lenses;
using TechGraph.Core.Paths;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Dashboards;

/// <summary>A kind that the vocabulary does not have is named, with a similar one if there is any.</summary>
public sealed class UnknownKindTests
{
    [Test]
    public void Deals_of_an_unknown_kind_are_not_counted() => Assert.That(
        () => DealCounter.Count(Shipped.Graph, new DealTotalsQuery { Kinds = ["licens"] }),
        Throws.TypeOf<QueryException>().With.Message.EqualTo("There is no kind of deal \"licens\". Did you mean \"licence\"?"));

    [Test]
    public void Acts_of_an_unknown_kind_are_not_listed() => Assert.That(
        () => OpenActs.Find(new Lens(Shipped.Graph), new DateOnly(2026, 1, 1), ["reveiw"], null),
        Throws.TypeOf<QueryException>().With.Message.EqualTo("There is no kind of act \"reveiw\". Did you mean \"review\"?"));
}
