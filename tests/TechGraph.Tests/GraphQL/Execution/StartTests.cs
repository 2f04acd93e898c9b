using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Problems of a schema or a map are reported together at the start.</summary>
public sealed class StartTests
{
    [Test]
    public void Every_problem_of_the_map_is_listed()
    {
        var map = new GraphQLEngineBuilder()
            .Sdl("type Query { a: Int b: Thing d: Day } interface Thing { id: ID } type Real implements Thing { id: ID } scalar Day")
            .Field("Query", "a", static (IFieldContext _) => 1)
            .Field("Query", "a", static (IFieldContext _) => 2)
            .Field("Query", "c", static (IFieldContext _) => 1)
            .Field("Nothing", "c", static (IFieldContext _) => 1)
            .TypeOf("Real", static _ => "Real");
        var problems = Assert.Throws<SchemaException>(() => map.Build(isDevelopment: true))!.Problems.Select(p => p.Message);
        Assert.That(problems, Is.EquivalentTo(new[]
        {
            "Scalar \"Day\" has no codec.",
            "The type resolver of \"Real\" does not name an interface or union.",
            "\"Thing\" has no type resolver.",
            "\"Query.a\" has two resolvers.",
            "The resolver of \"Query.c\" does not name a field of \"Query\".",
            "The resolver of \"Nothing.c\" does not name an object type or interface of the schema.",
            "\"Query.b\" has no resolver.",
            "\"Query.d\" has no resolver.",
            "\"Real.id\" has no resolver.",
        }));
    }

    [Test]
    public void An_argument_that_is_read_as_an_impossible_type_is_reported()
    {
        var problems = ProblemsOf(map => map
            .Field("Query", "a", static (IFieldContext c) => c.Arg<int>("text"))
            .Field("Query", "b", static async (IFieldContext c) => await Task.FromResult(c.Arg<DateOnly?>("number")))
            .Field("Query", "c", static (IFieldContext c) => Below(c, 1))
            .Field("Query", "d", static (IFieldContext c) => new[] { 1 }.Select(n => c.Arg<Colour>("colour") == Colour.Red ? n : 0).Sum())
            .Field("Query", "e", static (IFieldContext c) => c.Arg<string>("nothing").Length));
        Assert.That(problems, Is.EquivalentTo(new[]
        {
            "The resolver of \"Query.a\" reads the argument \"text\" as Int32, but its type String cannot be read so.",
            "The resolver of \"Query.b\" reads the argument \"number\" as DateOnly?, but its type Int! cannot be read so.",
            "The resolver of \"Query.c\" reads the argument \"list\" as Int32[], but its type [String!] cannot be read so.",
            "The resolver of \"Query.d\" reads the argument \"colour\" as Colour, but its type Colour cannot be read so.",
            "The resolver of \"Query.e\" reads the argument \"nothing\", which the field does not have.",
        }));
    }

    [Test]
    public void Every_possible_type_of_an_argument_is_accepted() => Assert.That(
        ProblemsOf(map => map
            .Field("Query", "a", static (IFieldContext c) => c.Arg<string?>("text") is null ? 0 : c.Arg<object>("text").GetHashCode())
            .Field("Query", "b", static (IFieldContext c) => c.Arg<int>("number") + (int)c.Arg<long>("number") + (int)c.Arg<decimal?>("number")!)
            .Field("Query", "c", static (IFieldContext c) => c.Arg<string[]>("list").Length + c.Arg<List<string>>("list").Count + c.Arg<IReadOnlyList<string>>("list").Count)
            .Field("Query", "d", static (IFieldContext c) => c.Arg<string>("colour").Length + c.Arg<InputObject>("input").Count + c.Arg<IReadOnlyDictionary<string, object?>>("input").Count)
            .Field("Query", "e", static (IFieldContext _) => 1)),
        Is.Empty);

    private static int Below(IFieldContext context, int depth) => depth > 3 ? context.Arg<int[]>("list").Length : Below(context, depth + 1);

    private static IEnumerable<string> ProblemsOf(Action<GraphQLEngineBuilder> fields)
    {
        var map = new GraphQLEngineBuilder().Sdl("""
            type Query { a(text: String): Int b(number: Int!): Int c(list: [String!]): Int d(colour: Colour, input: Box): Int e: Int }
            enum Colour { RED GREEN }
            input Box { size: Int }
            """);
        fields(map);
        try
        {
            map.Build(isDevelopment: true);
            return [];
        }
        catch (SchemaException wrong)
        {
            return wrong.Problems.Select(problem => problem.Message);
        }
    }

    private enum Colour
    {
        Red,
    }

    [Test]
    public void A_problem_of_the_schema_has_its_location()
    {
        var map = new GraphQLEngineBuilder().Sdl("type Query {\n  a: Nothing\n}");
        Assert.That(
            Assert.Throws<SchemaException>(() => map.Build(isDevelopment: true))!.Message,
            Does.Contain("There is no type \"Nothing\". (line 2, column 6)"));
    }

    [Test]
    public void The_map_can_be_read_by_other_hosts()
    {
        var map = new GraphQLEngineBuilder().Field("Query", "a", static (IFieldContext _) => 1);
        Assert.That((map.Fields[0].Type, map.Fields[0].Field, map.Fields[0].Function.Method.ReturnType), Is.EqualTo(("Query", "a", typeof(int))));
    }
}
