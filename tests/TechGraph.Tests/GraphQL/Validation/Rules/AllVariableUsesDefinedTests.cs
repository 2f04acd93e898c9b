namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each variable in use is defined by each operation that reaches the use. Specification, section 5.8.3.</summary>
public sealed class AllVariableUsesDefinedTests
{
    [TestCase("{ firm(id: $a) { id } }")]
    [TestCase("query A { ...F } query B($a: ID!) { ...F } fragment F on Query { firm(id: $a) { id } }")]
    [TestCase("{ any @skip(if: $a) { __typename } }")]
    [TestCase("{ deals(where: {text: $a}) { id } }")]
    [TestCase("query A($a: ID!) { firm(id: $a) { id } } query B { firm(id: $a) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["AllVariableUsesDefined"]));

    [TestCase("query A($a: ID!) { ...F } query B($a: ID!) { ...F } fragment F on Query { firm(id: $a) { id } }")]
    [TestCase("query ($a: Boolean!) { any @skip(if: $a) { __typename ...F @include(if: $a) } } fragment F on Firm { id }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
