namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each variable is used by its operation. Specification, section 5.8.4.</summary>
public sealed class AllVariablesUsedTests
{
    [TestCase("query ($a: ID) { any { __typename } }")]
    [TestCase("query A($a: ID!) { ...F } query B($a: ID!) { any { __typename } } fragment F on Query { firm(id: $a) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["AllVariablesUsed"]));

    [TestCase("query ($a: String!) { deals(where: {text: $a}) { id } }")]
    [TestCase("query ($a: Boolean!) { ...F } fragment F on Query { any @skip(if: $a) { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
