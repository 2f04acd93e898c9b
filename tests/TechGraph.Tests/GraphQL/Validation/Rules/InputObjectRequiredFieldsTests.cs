namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each input field that cannot be null and has no default is given. Specification, section 5.6.4.</summary>
public sealed class InputObjectRequiredFieldsTests
{
    [TestCase("{ deals(where: {kind: LICENCE}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", inner: {}}) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["InputObjectRequiredFields"]));

    [TestCase("{ deals(where: {text: \"x\"}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", limit: 1, inner: null}) { id } }", Description = "a default, or null, stands for what is not given")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
