namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>An anonymous operation must be the only operation of its document. Specification, section 5.2.3.</summary>
public sealed class LoneAnonymousOperationTests
{
    [TestCase("{ any { __typename } } query A { any { __typename } }")]
    [TestCase("query A { any { __typename } } { any { __typename } }")]
    [TestCase("{ any { __typename } } subscription S { closed { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["LoneAnonymousOperation"]));

    [TestCase("{ any { __typename } }")]
    [TestCase("{ ...F } fragment F on Query { any { __typename } }")]
    [TestCase("query A { any { __typename } } query B { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
