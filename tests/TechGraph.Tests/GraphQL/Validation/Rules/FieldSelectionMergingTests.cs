namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Fields of one response name can be merged. Specification, section 5.3.2.</summary>
public sealed class FieldSelectionMergingTests
{
    [TestCase("{ firm(id: 1) { id id: name } }")]
    [TestCase("{ a: firm(id: 1) { id } a: firm(id: 2) { id } }")]
    [TestCase("{ firm(id: 1) { id } ...F } fragment F on Query { firm(id: 1) { id: name } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: founded } ... on Person { x: name } } }")]
    [TestCase("{ party(id: 1) { ... on Firm { size } ... on Person { size } } }")]
    [TestCase("{ firm(id: 1) { deals { id } deals(kind: LICENCE) { id } } }")]
    [TestCase("query ($a: ID!, $b: ID!) { firm(id: $a) { id } firm(id: $b) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FieldSelectionMerging"]));

    [TestCase("{ firm(id: 1) { id x: id } firm(id: 1) { id name } }")]
    [TestCase("{ deals(first: 1, kinds: [LICENCE]) { id } deals(kinds: [LICENCE], first: 1) { title } }", Description = "order of arguments does not count")]
    [TestCase("{ deals(where: {text: \"x\", limit: 1}) { id } deals(where: {limit: 1, text: \"x\"}) { title } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: name } ... on Person { x: name } } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: id } ... on Person { y: size } } }")]
    [TestCase("{ party(id: 1) { ... on Firm { x: id } ... on Person { x: id } ... on Firm { t: founded } ... on Person { t: born } } }", Description = "parents that cannot be the same object may answer differently in one shape")]
    [TestCase("{ firm(id: 1) { ...F ...F } } fragment F on Firm { deals { id } deals { title } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
