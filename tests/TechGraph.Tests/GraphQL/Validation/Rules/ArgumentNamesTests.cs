namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each argument is defined. Specification, section 5.4.1.</summary>
public sealed class ArgumentNamesTests
{
    [TestCase("{ firm(id: 1, ir: 2) { id } }")]
    [TestCase("{ firm(id: 1) { id @mark(by: \"x\", buy: 1) } }")]
    [TestCase("{ any @skip(if: true, of: 1) { __typename } }")]
    public void It_rejects(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["ArgumentNames"]));

    [TestCase("{ firm(id: 1) { id @mark(by: \"x\") deals(kind: LICENCE) { id } } }")]
    public void It_accepts(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
