using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Core.Paths;

/// <summary>Helpers for the tests of the path rules: a sketch, a query, and results as text.</summary>
public abstract class PathTest
{
    /// <summary>A query from one entity to another; <c>*</c> is any entity.</summary>
    protected static DealPathQuery From(string from, string to) => new(Id(from), Id(to));

    protected static EndpointSelector Id(string id) => id == "*" ? new EndpointSelector() : new EndpointSelector { Ids = [new EntityId(id)] };

    protected static DealPathResult Find(string sketch, DealPathQuery query, string more = "") =>
        PathEngine.Find(Graphs.Of(GraphSketch.Dossier(sketch, more)), query);

    /// <summary>The deals of each path: <c>l1 l2; a1</c>.</summary>
    protected static string Deals(string sketch, DealPathQuery query, string more = "") =>
        string.Join("; ", Find(sketch, query, more).Paths.Select(path => string.Join(' ', path.Hops.Select(hop => hop.Deal.Id))));

    /// <summary>The technologies carried at the end of the only path: <c>t1 unnamed(a)</c>.</summary>
    protected static string CarriedAtEnd(string sketch, DealPathQuery query, string more = "")
    {
        var paths = Find(sketch, query, more).Paths;
        return paths.Length == 0 ? "nothing" : string.Join(' ', paths.Single().Carried.Select(item => item.Kind == CarriedKind.Technology ? item.Id : $"unnamed({item.Id})"));
    }

    protected static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
