using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>A null in a non-null field propagates to the nearest nullable field or item, for synchronous and asynchronous fields.</summary>
public sealed class NullTests
{
    private const string Sdl = """
        type Query { deal: Deal deals: [Deal] sure: [Deal!]! }
        type Deal { id: ID title: String! parent: Deal! maybe: Deal names: [String!] }
        """;

    [TestCase("{ deal { id title } }", "title", """{"deal":null}""", """["deal","title"]""")]
    [TestCase("{ deal { id maybe { title } } }", "title", """{"deal":{"id":"1","maybe":null}}""", """["deal","maybe","title"]""")]
    [TestCase("{ deal { id parent { title } } }", "title", """{"deal":null}""", """["deal","parent","title"]""")]
    [TestCase("{ deals { id parent { id } } }", "parent", """{"deals":[null,null]}""", """["deals",1,"parent"]""")]
    [TestCase("{ sure { title } }", "title", "null", """["sure",0,"title"]""")]
    [TestCase("{ deal { id names } }", "names", """{"deal":{"id":"1","names":null}}""", """["deal","names",1]""")]
    [TestCase("{ first: deal { id } second: deal { title } third: deal { id } }", "title", """{"first":{"id":"1"},"second":null,"third":{"id":"1"}}""", """["second","title"]""")]
    public async Task Null_propagates_to_the_nearest_nullable_field_or_item(string document, string missing, string data, string path)
    {
        foreach (var waits in new[] { false, true })
        {
            using var engine = Of(missing, waits);
            var answer = await engine.AskAsync(document);
            Assert.That(answer, Does.EndWith($",\"data\":{data}}}").Or.EndWith($"\"data\":{data}}}"), $"waits: {waits}");
            Assert.That(answer, Does.Contain($"\"path\":{path}").And.Contain("NON_NULL_VIOLATION"), $"waits: {waits}");
        }
    }

    private static TechGraph.GraphQL.Execution.RequestExecutor Of(string missing, bool waits)
    {
        async Task<object?> Give(string field, object? value)
        {
            if (waits)
            {
                await Task.Yield();
            }

            return field == missing ? field == "names" ? new[] { "a", null } : null : value;
        }

        return TestEngine.Of(Sdl, map => map
            .Field("Query", "deal", (IFieldContext _) => Give("deal", "1"))
            .Field("Query", "deals", (IFieldContext _) => Give("deals", new[] { "1", "2" }))
            .Field("Query", "sure", (IFieldContext _) => Give("sure", new[] { "1", "2" }))
            .Field("Deal", "id", (string d) => Give("id", d))
            .Field("Deal", "title", (string _) => Give("title", "t"))
            .Field("Deal", "parent", (string d) => Give("parent", d))
            .Field("Deal", "maybe", (string d) => Give("maybe", d))
            .Field("Deal", "names", (string d) => Give("names", new[] { d })));
    }
}
