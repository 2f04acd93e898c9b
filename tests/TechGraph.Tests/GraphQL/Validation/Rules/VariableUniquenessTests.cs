namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No variable is defined twice. Specification, section 5.8.1.</summary>
public sealed class VariableUniquenessTests
{
    [TestCase("query ($a: ID!, $a: ID!) { firm(id: $a) { id } }")]
    [TestCase("query ($a: ID!, $a: Int) { firm(id: $a) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["VariableUniqueness"]));

    [TestCase("query A($a: ID!) { firm(id: $a) { id } } query B($a: ID!) { firm(id: $a) { id } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
