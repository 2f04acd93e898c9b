using TechGraph.GraphQL;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>What is wrong with a schema or a map is told at the start, all at once.</summary>
public sealed class StartTests
{
    [Test]
    public void Everything_wrong_with_the_map_is_listed()
    {
        var map = new GraphQLEngineBuilder()
            .Sdl("type Query { a: Int b: Thing d: Day } interface Thing { id: ID } type Real implements Thing { id: ID } scalar Day")
            .Field("Query", "a", static (IFieldContext _) => 1)
            .Field("Query", "a", static (IFieldContext _) => 2)
            .Field("Query", "c", static (IFieldContext _) => 1)
            .Field("Nothing", "c", static (IFieldContext _) => 1)
            .TypeOf("Real", static _ => "Real");
        var problems = Assert.Throws<SchemaException>(() => ExecutableSchema.Build(map, isDevelopment: true))!.Problems.Select(p => p.Message);
        Assert.That(problems, Is.EquivalentTo(new[]
        {
            "Scalar \"Day\" has no codec.",
            "The type resolver of \"Real\" names no interface or union.",
            "\"Thing\" has no type resolver.",
            "\"Query.a\" has two resolvers.",
            "The resolver of \"Query.c\" names no field of \"Query\".",
            "The resolver of \"Nothing.c\" names no object or interface of the schema.",
            "\"Query.b\" has no resolver.",
            "\"Query.d\" has no resolver.",
            "\"Real.id\" has no resolver.",
        }));
    }

    [Test]
    public void A_wrong_schema_is_told_with_its_place()
    {
        var map = new GraphQLEngineBuilder().Sdl("type Query {\n  a: Nothing\n}");
        Assert.That(
            Assert.Throws<SchemaException>(() => ExecutableSchema.Build(map, isDevelopment: true))!.Message,
            Does.Contain("There is no type \"Nothing\". (line 2, column 6)"));
    }

    [Test]
    public void The_map_can_be_read_by_other_hosts()
    {
        var map = new GraphQLEngineBuilder().Field("Query", "a", static (IFieldContext _) => 1);
        Assert.That((map.Fields[0].Type, map.Fields[0].Field, map.Fields[0].Function.Method.ReturnType), Is.EqualTo(("Query", "a", typeof(int))));
    }
}
