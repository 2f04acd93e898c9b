using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Validation;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Estimated cost of operations.</summary>
public sealed class CostTests
{
    private const string Sdl = """
        directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean, slicingArgumentDefaultValue: Int) on FIELD_DEFINITION
        type Query {
          leaf: Int node: Node costly: Node @cost(weight: "5") list: [Node] assumed: [Node] @listSize(assumedSize: 3)
          page(first: Int = 10, by: In): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
          must(first: Int): [Node] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: true) any: Any heavy: Heavy weighed(x: Int @cost(weight: "2.5")): Int
        }
        type Node { id: Int next: Node } type Page { nodes: [Node] total: Int } type Heavy @cost(weight: "10") { id: Int } union Any = Node | Heavy input In { a: Int }
        """;

    [TestCase("{ leaf }", 0, 0)]
    [TestCase("{ node { id } }", 1, 1)]
    [TestCase("{ node { id next { id } } }", 2, 2)]
    [TestCase("{ node { id } node { id } ... { node { next { id } } } }", 2, 2)]
    [TestCase("{ costly { id } }", 5, 1)]
    [TestCase("{ list { id } }", 1, 20)]
    [TestCase("{ list { next { id } } }", 21, 40)]
    [TestCase("{ assumed { next { id } } }", 4, 6)]
    [TestCase("{ page { nodes { next { id } } total } }", 12, 21)]
    [TestCase("{ page(first: 4) { nodes { next { id } } } }", 6, 9)]
    [TestCase("{ page(first: 4, by: {a: 1}) { nodes { id } } }", 3, 5)]
    [TestCase("query ($n: Int = 2) { page(first: $n) { nodes { next { id } } } }", 4, 5)]
    [TestCase("{ any { ... on Node { next { id } } ... on Heavy { id } } }", 2, 10)]
    [TestCase("{ weighed(x: 1) }", 2.5, 0)]
    [TestCase("{ __schema { types { name fields { name } } } }", 0, 0)]
    public async Task Cost_depends_on_the_values_of_variables(string document, double field, double type)
    {
        using var engine = Of();
        Assert.That(await CostAsync(engine, document), Is.EqualTo((field, type)));
    }

    [Test]
    public async Task At_the_limit_it_runs_and_above_it_is_rejected_before_any_resolver_runs()
    {
        using var at = Of(l => (l.FieldCost, l.TypeCost) = (21, 40));
        Assert.That(await at.AskAsync("{ list { next { id } } }"), Is.EqualTo("{\"data\":{\"list\":null}}"));
        using var field = Of(l => l.FieldCost = 20);
        Assert.That(await field.AskAsync("{ list { next { id } } }"), Does.Contain("COST_EXCEEDED").And.Contain("\"limit\":\"fieldCost\",\"max\":20").And.Not.Contain("\"data\""));
        using var type = Of(l => l.TypeCost = 39);
        Assert.That(await type.AskAsync("{ list { next { id } } }"), Does.Contain("COST_EXCEEDED").And.Contain("\"limit\":\"typeCost\",\"max\":39"));
    }

    [TestCase("{ page(first: 100) { total } }", "\"data\"")]
    [TestCase("{ page(first: 101) { total } }", "\"limit\":\"pageSize\",\"max\":100")]
    [TestCase("query ($n: Int = 101) { page(first: $n) { total } }", "\"limit\":\"pageSize\",\"max\":100")]
    [TestCase("{ must { id } }", "BAD_USER_INPUT")]
    [TestCase("{ must(first: 1) { id } }", "\"data\"")]
    public async Task A_page_has_a_size(string document, string answer)
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync(document), Does.Contain(answer));
    }

    private static async Task<(double Field, double Type)> CostAsync(TechGraph.GraphQL.Execution.RequestExecutor engine, string document)
    {
        using var result = await engine.ExecuteAsync(
            new TechGraph.GraphQL.Execution.GraphQLRequest
            {
                Document = Encoding.UTF8.GetBytes(document),
                Services = new ServiceCollection().BuildServiceProvider(),
                CostMode = TechGraph.GraphQL.Execution.CostMode.Validate,
            },
            default);
        Assert.That(result.Errors, Is.Empty);
        return (result.Cost!.Value.Field, result.Cost.Value.Type);
    }

    private static TechGraph.GraphQL.Execution.RequestExecutor Of(Action<LimitOptions>? limits = null) => TestEngine.Of(Sdl, map =>
    {
        foreach (var field in new[] { "leaf", "node", "costly", "list", "assumed", "page", "must", "any", "heavy", "weighed" })
        {
            map.Field("Query", field, static (IFieldContext _) => (object?)null);
        }

        map.Field("Node", "id", static (object _) => 1).Field("Node", "next", static (object o) => o).Field("Heavy", "id", static (object _) => 1)
            .Field("Page", "nodes", static (object _) => Array.Empty<object>()).Field("Page", "total", static (object _) => 0)
            .TypeOf("Any", static _ => "Node").Options(o => limits?.Invoke(o.Limits));
    });
}
