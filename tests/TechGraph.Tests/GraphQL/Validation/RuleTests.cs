using TechGraph.GraphQL.Validation;

namespace TechGraph.Tests.GraphQL.Validation;

/// <summary>Tests of all rules; those of each rule are in <c>Rules</c>, under its name.</summary>
public sealed class RuleTests
{
    [Test]
    public void Each_of_the_thirty_rules_has_tests()
    {
        var rules = typeof(Rule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Rule))).Select(t => t.Name).ToList();
        var tests = typeof(RuleTests).Assembly.GetTypes().Where(t => t.Namespace == $"{typeof(RuleTests).Namespace}.Rules" && t.IsPublic).Select(t => t.Name);
        Assert.That(rules, Has.Count.EqualTo(30));
        Assert.That(tests, Is.EquivalentTo(rules.Select(r => $"{r}Tests")));
    }

    [TestCase("query ($a: Boolean!) { any @skip(if: $a) { __typename ...F @include(if: $a) } } fragment F on Firm { id }")]
    [TestCase("\"What it asks.\" query A(\"Which.\" $a: ID!) { ...F } \"Part.\" fragment F on Query { firm(id: $a) { id } }")]
    public void A_document_that_breaks_no_rule_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);

    [Test]
    public void An_error_has_its_rule_its_locations_and_a_suggestion()
    {
        var error = SampleSchema.Errors("{\n  firm(id: 1, id: 2) { nmae }\n}");
        Assert.That(error.Select(e => e.Message), Is.EqualTo(["Argument \"id\" is given twice.", "Type \"Firm\" has no field \"nmae\". Did you mean \"name\"?"]));
        Assert.That(error[0].Locations.Select(l => (l.Line, l.Column)), Is.EqualTo([(2, 8), (2, 15)]));
        Assert.That((error[0].Code, error[0].Extensions["rule"]), Is.EqualTo(("GRAPHQL_VALIDATION_FAILED", "ArgumentUniqueness")));
    }

    [Test]
    public void At_most_ten_errors_are_reported() =>
        Assert.That(SampleSchema.ErrorRules($"{{ deals {{ {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"n{i}"))} }} }}"), Has.Count.EqualTo(10));
}
