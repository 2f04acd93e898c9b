namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No two fragments have the same name. Specification, section 5.5.1.1.</summary>
public sealed class FragmentNameUniquenessTests
{
    [TestCase("{ ...F } fragment F on Query { any { __typename } } fragment F on Query { any { __typename } }")]
    [TestCase("{ ...F } fragment F on Query { any { __typename } } fragment F on Firm { id }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentNameUniqueness"]));

    [TestCase("{ ...F ...G } fragment F on Query { any { __typename } } fragment G on Query { any { __typename } }")]
    [TestCase("query F { ...F } fragment F on Query { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
