namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each selected field exists on its type. Specification, section 5.3.1.</summary>
public sealed class FieldSelectionsTests
{
    [TestCase("{ firm(id: 1) { nothing } }")]
    [TestCase("{ any { id } }")]
    [TestCase("{ party(id: 1) { founded } }")]
    [TestCase("{ firm(id: 1) { __schema { description } } }")]
    [TestCase("{ nothing }")]
    [TestCase("mutation { open }")]
    [TestCase("{ firm(id: 1) { __type(name: \"Firm\") { name } } }")]
    [TestCase("{ firm(id: 1) { ... on Party { founded } } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FieldSelections"]));

    [TestCase("{ __schema { description } __type(name: \"Firm\") { name } __typename }")]
    [TestCase("{ any { __typename ... on Firm { id } ... on Deal { id } } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
