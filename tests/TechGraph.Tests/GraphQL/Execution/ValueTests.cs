using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Values of resolvers, as the response contains them.</summary>
public sealed class ValueTests
{
    private enum Flow
    {
        KnowHow,
        Money,
        Secret,
    }

    [TestCase("Int", 7, "7")]
    [TestCase("Int", 7L, "7")]
    [TestCase("Int", 7.0, "7")]
    [TestCase("Float", 0.5, "0.5")]
    [TestCase("Float", 3, "3")]
    [TestCase("Boolean", true, "true")]
    [TestCase("String", "a\"b\\c\nd\u0001é", "\"a\\\"b\\\\c\\nd\\u0001é\"")]
    [TestCase("String", "\ud83d\ude00", "\"\ud83d\ude00\"")]
    [TestCase("ID", "x", "\"x\"")]
    [TestCase("ID", 12, "\"12\"")]
    [TestCase("Flow", "MONEY", "\"MONEY\"")]
    [TestCase("Flow", Flow.KnowHow, "\"KNOW_HOW\"")]
    [TestCase("[Int]", new[] { 1, 2 }, "[1,2]")]
    [TestCase("[[Int]]", null, "null")]
    public async Task A_valid_value_is_written(string type, object? value, string json) =>
        Assert.That(await AskAsync(type, value), Is.EqualTo($$$"""{"data":{"value":{{{json}}}}}"""));

    [Test]
    public async Task A_lone_surrogate_is_replaced() =>
        Assert.That(await AskAsync("String", "half " + (char)0xD83D), Is.EqualTo("{\"data\":{\"value\":\"half \ufffd\"}}"));

    [TestCase("Int", 7.5)]
    [TestCase("Int", 3_000_000_000L)]
    [TestCase("Int", "7")]
    [TestCase("Float", double.NaN)]
    [TestCase("Float", double.PositiveInfinity)]
    [TestCase("Boolean", "true")]
    [TestCase("String", 5)]
    [TestCase("ID", 1.5)]
    [TestCase("Flow", "NOTHING")]
    [TestCase("Flow", Flow.Secret)]
    [TestCase("[Int]", 5)]
    [TestCase("[String]", "text")]
    public async Task An_invalid_value_is_an_error_of_its_field(string type, object value)
    {
        var answer = await AskAsync(type, value);
        Assert.That(answer, Does.Contain("\"code\":\"INVALID_RESULT\"").And.EndWith("""
            "data":{"value":null}}
            """));
    }

    [Test]
    public async Task A_list_can_be_an_asynchronous_sequence()
    {
        static async IAsyncEnumerable<int> Numbers()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
        }

        Assert.That(await AskAsync("[Int]", Numbers()), Is.EqualTo("""{"data":{"value":[1,2]}}"""));
    }

    [Test]
    public async Task A_list_that_fails_while_it_is_read_is_an_error_of_its_field()
    {
        static IEnumerable<int> Numbers()
        {
            yield return 1;
            throw new InvalidOperationException("secret");
        }

        var answer = await AskAsync("[Int]", Numbers());
        Assert.That(answer, Does.Contain("Unexpected execution error").And.Not.Contain("secret").And.EndWith("\"data\":{\"value\":null}}"));
    }

    private static Task<string> AskAsync(string type, object? value)
    {
        using var engine = TestEngine.Of($"type Query {{ value: {type} }} enum Flow {{ KNOW_HOW MONEY }}", map => map.Field("Query", "value", (IFieldContext _) => value));
        return engine.AskAsync("{ value }");
    }
}
