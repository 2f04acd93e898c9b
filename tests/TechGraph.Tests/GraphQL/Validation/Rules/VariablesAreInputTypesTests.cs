namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Variables have input types. Specification, section 5.8.2.</summary>
public sealed class VariablesAreInputTypesTests
{
    [TestCase("query ($a: Firm) { rate(of: $a) }")]
    [TestCase("query ($a: Nothing) { rate(of: $a) }")]
    [TestCase("query ($a: [Party!]!) { rate(of: $a) }")]
    [TestCase("query ($a: Any) { rate(of: $a) }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["VariablesAreInputTypes"]));

    [TestCase("query ($a: ID!, $k: [Kind!], $w: Where, $p: Pick!) { firm(id: $a) { id } deals(kinds: $k, where: $w) { id } pick(by: $p) { id } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
