namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>The type condition of a fragment is an object, an interface or a union. Specification, section 5.5.1.3.</summary>
public sealed class FragmentsOnObjectInterfaceOrUnionTypesTests
{
    [TestCase("{ ... on Kind { id } }")]
    [TestCase("{ ...F } fragment F on Where { text }")]
    [TestCase("{ ... on Int { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentsOnObjectInterfaceOrUnionTypes"]));

    [TestCase("{ any { ... on Firm { id } ... on Party { id } ... on Any { __typename } ... { __typename } } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
