namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each directive is defined. Specification, section 5.7.1.</summary>
public sealed class DirectivesAreDefinedTests
{
    [TestCase("{ any @nothing { __typename } }")]
    [TestCase("query @nothing { any { __typename } }")]
    [TestCase("query ($a: ID! @nothing) { firm(id: $a) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["DirectivesAreDefined"]));

    [TestCase("query @note { any @skip(if: false) @include(if: true) @note { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
