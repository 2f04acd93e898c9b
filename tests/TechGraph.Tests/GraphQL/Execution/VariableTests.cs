using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Types;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Coercion of variables and literals.</summary>
public sealed class VariableTests
{
    private const string Sdl = """
        type Query { int(v: Int): String float(v: Float): String text(v: String): String id(v: ID): String flag(v: Boolean): String
          list(v: [Int]): String nested(v: [[Int!]]): String filter(v: Filter): String one(v: One): String kind(v: Kind): String sure(v: Int! = 4): String }
        input Filter { name: String! limit: Int = 10 kind: Kind inner: Filter }
        input One @oneOf { a: Int b: String }
        enum Kind { IP MONEY }
        """;

    [TestCase("int", "Int", "1.0", "1")]
    [TestCase("int", "Int", "1e2", "100")]
    [TestCase("float", "Float", "3", "3")]
    [TestCase("id", "ID", "12", "12")]
    [TestCase("id", "ID", "\"a\"", "a")]
    [TestCase("list", "[Int]", "5", "[5]")]
    [TestCase("list", "[Int]", "[1,null]", "[1,null]")]
    [TestCase("list", "[Int]", "null", "null")]
    [TestCase("nested", "[[Int!]]", "1", "[[1]]")]
    [TestCase("nested", "[[Int!]]", "[1,[2]]", "[[1],[2]]")]
    [TestCase("kind", "Kind", "\"IP\"", "IP")]
    [TestCase("filter", "Filter", """{"name":"x"}""", "{name:x,limit:10}")]
    [TestCase("filter", "Filter", """{"name":"x","limit":null,"inner":{"name":"y","limit":1}}""", "{name:x,limit:null,inner:{name:y,limit:1}}")]
    [TestCase("one", "One", """{"a":1}""", "{a:1}")]
    public async Task A_valid_value_is_accepted(string field, string type, string json, string seen)
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync($"query ($v: {type}) {{ {field}(v: $v) }}", $$"""{"v":{{json}}}"""), Is.EqualTo($$$"""{"data":{"{{{field}}}":"{{{seen}}}"}}"""));
    }

    [TestCase("int", "Int", "1.5")]
    [TestCase("int", "Int", "3000000000")]
    [TestCase("int", "Int", "\"1\"")]
    [TestCase("float", "Float", "\"1\"")]
    [TestCase("float", "Float", "1e999")]
    [TestCase("text", "String", "1")]
    [TestCase("id", "ID", "1.5")]
    [TestCase("id", "ID", "true")]
    [TestCase("flag", "Boolean", "0")]
    [TestCase("kind", "Kind", "\"IPP\"")]
    [TestCase("kind", "Kind", "1")]
    [TestCase("nested", "[[Int!]]", "[[null]]")]
    [TestCase("filter", "Filter", "{}")]
    [TestCase("filter", "Filter", """{"name":"x","nam":1}""")]
    [TestCase("filter", "Filter", "5")]
    [TestCase("one", "One", "{}")]
    [TestCase("one", "One", """{"a":1,"b":"x"}""")]
    [TestCase("one", "One", """{"a":null}""")]
    [TestCase("sure", "Int!", "null")]
    public async Task An_invalid_value_rejects_the_request(string field, string type, string json)
    {
        using var engine = Of();
        var answer = await engine.AskAsync($"query ($v: {type}) {{ {field}(v: $v) }}", $$"""{"v":{{json}}}""");
        Assert.That(answer, Does.Contain("BAD_USER_INPUT").And.Contain("$v").And.Not.Contain("\"data\""));
    }

    [TestCase("query ($v: Int) { sure(v: $v) }", "{}", "validation", Description = "a nullable variable fits, since the argument has a default")]
    [TestCase("query ($v: Int) { int(v: $v) }", "{}", "absent")]
    [TestCase("query ($v: Int = 7) { int(v: $v) }", "{}", "7")]
    [TestCase("query ($v: Int = 7) { int(v: $v) }", """{"v":null}""", "null")]
    [TestCase("query ($v: Int = 7) { int(v: $v) }", """{"w":1}""", "7")]
    [TestCase("{ int(v: null) }", "{}", "null")]
    [TestCase("{ list(v: 3) }", "{}", "[3]")]
    [TestCase("query ($v: Int) { list(v: [1, $v]) }", "{}", "[1,null]")]
    [TestCase("query ($v: Int) { filter(v: {name: \"x\", limit: $v}) }", "{}", "{name:x,limit:10}")]
    public async Task Absent_null_and_default_are_different(string document, string variables, string seen)
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync(document, variables), Does.EndWith($":\"{(seen == "validation" ? "4" : seen)}\"}}}}"));
    }

    [Test]
    public async Task Null_for_a_non_null_argument_fails_only_its_field()
    {
        using var engine = Of();
        var answer = await engine.AskAsync("query ($v: Int = 1) { sure(v: $v) int(v: 2) }", """{"v":null}""");
        Assert.That(answer, Does.Contain("\"path\":[\"sure\"]").And.Contain("BAD_USER_INPUT").And.EndWith("\"data\":{\"sure\":null,\"int\":\"2\"}}"));
    }

    [Test]
    public async Task At_most_ten_errors_are_reported()
    {
        using var engine = Of();
        var answer = await engine.AskAsync("query ($v: [Int]) { list(v: $v) }", $$"""{"v":[{{string.Join(',', Enumerable.Repeat("\"x\"", 30))}}]}""");
        Assert.That(answer.Split("BAD_USER_INPUT"), Has.Length.EqualTo(11));
    }

    [Test]
    public async Task A_list_has_at_most_5000_items()
    {
        using var engine = Of();
        string List(int count) => $$"""{"v":[{{string.Join(',', Enumerable.Repeat("1", count))}}]}""";
        Assert.That(await engine.AskAsync("query ($v: [Int]) { list(v: $v) }", List(5_000)), Does.Contain("\"data\""));
        Assert.That(await engine.AskAsync("query ($v: [Int]) { list(v: $v) }", List(5_001)), Does.Contain("LIMIT_EXCEEDED"));
    }

    private static TechGraph.GraphQL.Execution.RequestExecutor Of() => TestEngine.Of(Sdl, map =>
    {
        foreach (var field in new[] { "int", "float", "text", "id", "flag", "list", "nested", "filter", "one", "kind", "sure" })
        {
            map.Field("Query", field, static (IFieldContext c) => c.Has("v") ? Show(c.Arg<object?>("v")) : "absent");
        }
    });

    private static string Show(object? value) => value switch
    {
        null => "null",
        InputObject given => $"{{{string.Join(',', given.Select(e => $"{e.Key}:{Show(e.Value)}"))}}}",
        string text => text,
        System.Collections.IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Show))}]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
