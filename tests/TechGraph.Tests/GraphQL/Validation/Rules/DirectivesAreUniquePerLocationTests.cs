namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable is used once at a location. Specification, section 5.7.3.</summary>
public sealed class DirectivesAreUniquePerLocationTests
{
    [TestCase("{ any @skip(if: true) @skip(if: false) { __typename } }")]
    [TestCase("{ firm(id: 1) { id @mark(by: \"x\") @note @mark(by: \"y\") } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["DirectivesAreUniquePerLocation"]));

    [TestCase("{ any @note @note { __typename } }", Description = "it may be repeated")]
    [TestCase("{ any @skip(if: false) { __typename @skip(if: false) } }", Description = "two places")]
    [TestCase("query ($a: Boolean!) { any @skip(if: $a) @include(if: $a) { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
