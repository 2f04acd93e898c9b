namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Fields that cannot be null and have no default are given. Specification, section 5.6.4.</summary>
public sealed class InputObjectRequiredFieldsTests
{
    [TestCase("{ deals(where: {kind: LICENCE}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", inner: {}}) { id } }")]
    public void It_refuses(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["InputObjectRequiredFields"]));

    [TestCase("{ deals(where: {text: \"x\"}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", limit: 1, inner: null}) { id } }", Description = "a default, or null, stands for what is not given")]
    public void It_takes(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
