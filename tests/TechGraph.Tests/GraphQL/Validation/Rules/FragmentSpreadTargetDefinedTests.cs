namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each spread names a fragment of the document. Specification, section 5.5.2.1.</summary>
public sealed class FragmentSpreadTargetDefinedTests
{
    [TestCase("{ ...F }")]
    [TestCase("{ firm(id: 1) { ...Missing } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentSpreadTargetDefined"]));

    [TestCase("{ ...F } fragment F on Query { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
