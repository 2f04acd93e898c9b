namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each literal has the type that is expected at its location. Specification, section 5.6.1.</summary>
public sealed class ValuesOfCorrectTypeTests
{
    [TestCase("{ firm(id: true) { id } }")]
    [TestCase("{ deals(first: 1.0) { id } }")]
    [TestCase("{ deals(first: 3000000000) { id } }")]
    [TestCase("{ deals(kinds: [\"LICENCE\"]) { id } }")]
    [TestCase("{ deals(kinds: [LICENSE]) { id } }")]
    [TestCase("{ deals(kinds: [null]) { id } }")]
    [TestCase("{ deals(where: 5) { id } }")]
    [TestCase("{ firm(id: null) { id } }")]
    [TestCase("{ rate(of: 1e400) }")]
    [TestCase("{ rate(of: \"1\") }")]
    [TestCase("{ pick(by: {}) { id } }")]
    [TestCase("{ pick(by: {id: 1, name: \"x\"}) { id } }")]
    [TestCase("{ pick(by: {id: null}) { id } }")]
    [TestCase("query ($n: Int = \"x\") { deals(first: $n) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["ValuesOfCorrectType"]));

    [TestCase("{ deals(kinds: LICENCE, first: null, grid: 1) { id } a: deals(grid: [1, [2]]) { id } }", Description = "single values for lists")]
    [TestCase("{ rate(of: 1) b: rate(of: 1.5) c: rate(of: null) firm(id: \"a\") { id } }")]
    [TestCase("{ pick(by: {id: 1}) { id } }")]
    [TestCase("query ($n: Int = 3) { deals(first: $n) { id } }", Description = "variables are for another rule")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
