namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each directive is used where its definition allows. Specification, section 5.7.2.</summary>
public sealed class DirectivesAreInValidLocationsTests
{
    [TestCase("query @mark(by: \"x\") { any { __typename } }")]
    [TestCase("{ ... @mark(by: \"x\") { any { __typename } } }")]
    [TestCase("query ($a: ID! @skip(if: true)) { firm(id: $a) { id } }")]
    [TestCase("{ ...F } fragment F on Query @include(if: true) { any { __typename } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["DirectivesAreInValidLocations"]));

    [TestCase("query ($a: ID! @note) @note { ...F @note ... @note { any { __typename } } } fragment F on Query @note { firm(id: $a) { id @note @mark(by: \"x\") } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
