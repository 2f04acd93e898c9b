using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Suggestions of entities that may be the same, over GraphQL.</summary>
public sealed class SuggestionTests
{
    [Test]
    public async Task Suggestions_have_a_reason_and_an_explanation()
    {
        var found = (await ApiHost.Shared.DataAsync("{ suggestions(of: \"arm\") { totalCount complete pairs { one { id } other { id name } reason explanation } } }")).GetProperty("suggestions");
        Assert.That(found.GetRawText(), Is.EqualTo(
            """{"totalCount":1,"complete":true,"pairs":[{"one":{"id":"arm"},"other":{"id":"arm-china","name":"Arm China"},"reason":"WORDS","explanation":"\"Arm China\" begins with \"Arm\""}]}"""));
    }

    [Test]
    public async Task An_incomplete_list_of_suggestions_says_so()
    {
        var found = (await ApiHost.Shared.DataAsync("{ suggestions(first: 1) { totalCount complete pairs { explanation } } }")).GetProperty("suggestions");
        Assert.That((found.GetProperty("complete").GetBoolean(), found.GetProperty("pairs").GetArrayLength()), Is.EqualTo((false, 1)));
        Assert.That(found.GetProperty("totalCount").GetInt32(), Is.GreaterThan(1));
    }

    [TestCase("{ suggestions(of: \"nobody\") { totalCount } }", "NOT_FOUND", "There is no entity \"nobody\".")]
    [TestCase("{ suggestions(first: 0) { totalCount } }", "BAD_USER_INPUT", "\"first\" is 0, but must be 1 to 1000.")]
    [TestCase("{ suggestions(first: 1001) { totalCount } }", "BAD_USER_INPUT", "\"first\" is 1001, but must be 1 to 1000.")]
    public async Task An_invalid_query_is_refused_with_the_reason(string query, string code, string message) =>
        Assert.That(await ApiHost.Shared.ErrorAsync(query), Is.EqualTo((code, message)));
}
