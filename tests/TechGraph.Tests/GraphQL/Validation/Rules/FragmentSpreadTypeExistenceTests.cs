namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>The type condition of each fragment exists. Specification, section 5.5.1.2.</summary>
public sealed class FragmentSpreadTypeExistenceTests
{
    [TestCase("{ ... on Nothing { id } }")]
    [TestCase("{ ...F } fragment F on Nothing { id }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentSpreadTypeExistence"]));

    [TestCase("{ any { ... on Firm { id } ... on Party { id } ... on Any { __typename } ...F } } fragment F on Deal { id }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
