namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each fragment is reached from an operation. Specification, section 5.5.1.4.</summary>
public sealed class FragmentsMustBeUsedTests
{
    [TestCase("{ any { __typename } } fragment F on Query { any { __typename } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentsMustBeUsed"]));

    [TestCase("{ ...F } fragment F on Query { ...G } fragment G on Query { any { __typename } }")]
    [TestCase("query A { ...F } query B { ...F } fragment F on Query { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
