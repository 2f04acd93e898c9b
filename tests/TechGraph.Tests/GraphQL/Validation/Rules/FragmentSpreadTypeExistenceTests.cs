namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>The type that a fragment is on exists. Specification, section 5.5.1.2.</summary>
public sealed class FragmentSpreadTypeExistenceTests
{
    [TestCase("{ ... on Nothing { id } }")]
    [TestCase("{ ...F } fragment F on Nothing { id }")]
    public void It_refuses(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentSpreadTypeExistence"]));

    [TestCase("{ any { ... on Firm { id } ... on Party { id } ... on Any { __typename } ...F } } fragment F on Deal { id }")]
    public void It_takes(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
