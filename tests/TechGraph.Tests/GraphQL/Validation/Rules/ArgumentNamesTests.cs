namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each argument is defined. Specification, section 5.4.1.</summary>
public sealed class ArgumentNamesTests
{
    [TestCase("{ firm(id: 1, ir: 2) { id } }")]
    [TestCase("{ firm(id: 1) { id @mark(by: \"x\", buy: 1) } }")]
    [TestCase("{ any @skip(if: true, of: 1) { __typename } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["ArgumentNames"]));

    [TestCase("{ firm(id: 1) { id @mark(by: \"x\") deals(kind: LICENCE) { id } } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
