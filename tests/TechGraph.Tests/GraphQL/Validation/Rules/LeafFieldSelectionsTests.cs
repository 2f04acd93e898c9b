namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>A composite field has a selection, a leaf has none. Specification, section 5.3.3.</summary>
public sealed class LeafFieldSelectionsTests
{
    [TestCase("{ firm(id: 1) }")]
    [TestCase("{ firm(id: 1) { id { x } } }")]
    [TestCase("{ any }")]
    [TestCase("{ firm(id: 1) { deals } }")]
    [TestCase("{ rate(of: 1) { x } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["LeafFieldSelections"]));

    [TestCase("{ firm(id: 1) { id deals { id } owner { name } } any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
