namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each field of an input object is defined. Specification, section 5.6.2.</summary>
public sealed class InputObjectFieldNamesTests
{
    [TestCase("{ deals(where: {text: \"x\", txt: 1}) { id } }")]
    [TestCase("{ pick(by: {nmae: \"x\"}) { id } }")]
    [TestCase("query ($w: Where = {text: \"x\", more: 1}) { deals(where: $w) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["InputObjectFieldNames"]));

    [TestCase("{ deals(where: {text: \"x\", ids: 1, inner: {text: \"y\", kind: null}}) { id } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
