using TechGraph.Core.Dashboards;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Paths;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Resolvers;

/// <summary>Reads <c>DealTotalsInput</c>.</summary>
internal static class DashboardInputs
{
    public static DealTotalsQuery Totals(InputObject input, IGraphView view) => new()
    {
        Flow = input.Arg<Flow>("flow"),
        From = Selector(input, "from", view),
        To = Selector(input, "to", view),
        Kinds = DealPathInputs.Kinds(input, "kinds"),
        Sectors = DealPathInputs.List<string>(input, "sectors"),
        Measures = DealPathInputs.List<Measure>(input, "measures"),
        Standings = DealPathInputs.List<Standing>(input, "standings"),
        First = input.Arg<DateOnly?>("first"),
        Last = input.Arg<DateOnly?>("last"),
        AsOf = input.Arg<DateOnly?>("asOf"),
        KnownAt = input.Arg<DateOnly?>("knownAt"),
        Certain = input.Arg<string>("certainty") == "CERTAIN",
        IncludeGroups = input.Arg<bool>("includeGroups"),
        GroupBy = DealPathInputs.List<TotalsGrouping>(input, "groupBy"),
    };

    private static EndpointSelector? Selector(InputObject input, string member, IGraphView view) =>
        input.Arg<InputObject?>(member) is { } given ? DealPathInputs.Selector(given, view) : null;
}
