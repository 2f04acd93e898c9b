namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each argument that cannot be null and has no default is given. Specification, section 5.4.3.</summary>
public sealed class RequiredArgumentsTests
{
    [TestCase("{ firm { id } }")]
    [TestCase("{ firm(id: 1) { id @mark } }")]
    [TestCase("{ any @skip { __typename } }")]
    [TestCase("mutation { close { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["RequiredArguments"]));

    [TestCase("{ firm(id: 1) { id } limit deals { id } }", Description = "a default, or null, stands for what is not given")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
