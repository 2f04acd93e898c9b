namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Arguments that cannot be null and have no default are given. Specification, section 5.4.3.</summary>
public sealed class RequiredArgumentsTests
{
    [TestCase("{ firm { id } }")]
    [TestCase("{ firm(id: 1) { id @mark } }")]
    [TestCase("{ any @skip { __typename } }")]
    [TestCase("mutation { close { id } }")]
    public void It_refuses(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["RequiredArguments"]));

    [TestCase("{ firm(id: 1) { id } limit deals { id } }", Description = "a default, or null, stands for what is not given")]
    public void It_takes(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
