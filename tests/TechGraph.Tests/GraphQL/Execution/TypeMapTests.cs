using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>A type is mapped once: its fields take the parent's value, and the context if they need it.</summary>
public sealed class TypeMapTests
{
    private const string Sdl = "type Query { firm(id: Int!): Firm } type Firm { id: Int name(upper: Boolean! = false): String twice: Int }";

    [Test]
    public async Task Fields_take_the_parent_and_the_context()
    {
        using var engine = TestEngine.Of(Sdl, map => Firms(map, static (firm, c) => Name(firm, c.Arg<bool>("upper"))));
        Assert.That(await engine.AskAsync("{ firm(id: 7) { id name loud: name(upper: true) twice } }"), Is.EqualTo("""{"data":{"firm":{"id":7,"name":"firm 7","loud":"FIRM 7","twice":14}}}"""));
    }

    [Test]
    public void An_argument_that_a_resolver_of_both_reads_is_checked_at_the_start()
    {
        var problems = Assert.Throws<SchemaException>(() => Firms(new GraphQLEngineBuilder().Sdl(Sdl), static (firm, c) => Name(firm, c.Arg<bool>("loud"))).Build(isDevelopment: true))!;
        Assert.That(problems.Problems.Select(problem => problem.Message), Is.EqualTo(["The resolver of \"Firm.name\" reads the argument \"loud\", which the field does not have."]));
    }

    private static GraphQLEngineBuilder Firms(GraphQLEngineBuilder map, Func<Firm, IFieldContext, string> name) => map
        .Type<IFieldContext>("Query", type => type
            .Field("firm", static c => new Firm(c.Arg<int>("id"))))
        .Type<Firm>("Firm", type => type
            .Field("id", static firm => firm.Id)
            .Field("name", name))
        .Type<Firm>("Firm", type => type
            .Batch<int>("twice", static c => Task.FromResult<IReadOnlyList<int>>([.. c.Parents.Select(firm => 2 * firm.Id)])));

    private static string Name(Firm firm, bool upper) => upper ? $"FIRM {firm.Id}" : $"firm {firm.Id}";

    private sealed record Firm(int Id);
}
