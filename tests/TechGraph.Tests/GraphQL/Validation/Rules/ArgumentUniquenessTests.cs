namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No argument is given twice. Specification, section 5.4.2.</summary>
public sealed class ArgumentUniquenessTests
{
    [TestCase("{ firm(id: 1, id: 2) { id } }")]
    [TestCase("{ firm(id: 1) { id @mark(by: \"x\", by: \"y\") } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["ArgumentUniqueness"]));

    [TestCase("{ deals(first: 1, kinds: []) { id } b: deals(first: 1) { id @mark(by: \"x\") title @mark(by: \"y\") } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
