namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each variable has a type that is allowed where it is used. Specification, section 5.8.5.</summary>
public sealed class AllVariableUsagesAreAllowedTests
{
    [TestCase("query ($a: ID) { firm(id: $a) { id } }")]
    [TestCase("query ($a: Int) { rate(of: $a) }")]
    [TestCase("query ($a: Kind!) { deals(kinds: $a) { id } }")]
    [TestCase("query ($a: [Kind]) { deals(kinds: $a) { id } }")]
    [TestCase("query ($a: ID) { pick(by: {id: $a}) { id } }")]
    [TestCase("query ($a: String!) { firm(id: $a) { id } }")]
    [TestCase("query ($a: Boolean) { any @skip(if: $a) { __typename } }")]
    [TestCase("query ($a: [ID]) { deals(where: {text: \"x\", ids: $a}) { id } }")]
    [TestCase("query ($a: ID) { ...F } fragment F on Query { firm(id: $a) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["AllVariableUsagesAreAllowed"]));

    [TestCase("query ($a: String!) { pick(by: {name: $a}) { id } }")]
    [TestCase("query ($a: Kind!) { deals(kinds: [$a]) { id } }")]
    [TestCase("query ($a: [Kind!]!) { deals(kinds: $a) { id } }")]
    [TestCase("query ($a: Int) { limit(n: $a) }", Description = "the argument has a default")]
    [TestCase("query ($a: ID = 1) { firm(id: $a) { id } }", Description = "the variable has a default")]
    [TestCase("query ($a: ID = 1) { pick(by: {id: $a}) { id } }", Description = "the variable has a default, in a place that takes no null")]
    [TestCase("query ($a: Int = null) { limit(n: $a) other: limit(n: $a) firm(id: 1) { id } deals(where: {text: \"x\", limit: $a}) { id } rate(of: 1) }", Description = "a default of null is none; the places have their own")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
