namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No field of an input object is given twice. Specification, section 5.6.3.</summary>
public sealed class InputObjectFieldUniquenessTests
{
    [TestCase("{ deals(where: {text: \"x\", text: \"y\"}) { id } }")]
    [TestCase("{ deals(where: {text: \"x\", inner: {text: \"y\", text: \"z\"}}) { id } }")]
    public void It_rejects(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["InputObjectFieldUniqueness"]));

    [TestCase("{ deals(where: {text: \"x\", inner: {text: \"y\"}}) { id } }")]
    public void It_accepts(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
