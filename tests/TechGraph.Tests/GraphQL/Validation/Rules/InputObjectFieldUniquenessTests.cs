namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No field of an input object is given twice. Specification, section 5.6.3.</summary>
public sealed class InputObjectFieldUniquenessTests
{
    [TestCase("{ deals(where: {text: \"x\", text: \"y\"}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", inner: {text: \"y\", text: \"z\"}}) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["InputObjectFieldUniqueness"]));

    [TestCase("{ deals(where: {text: \"x\", inner: {text: \"y\"}}) { id } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
