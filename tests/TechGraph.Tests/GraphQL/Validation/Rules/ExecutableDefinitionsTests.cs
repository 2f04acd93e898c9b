namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>A request contains operations and fragments only. Specification, section 5.1.1.</summary>
public sealed class ExecutableDefinitionsTests
{
    [TestCase("type T { a: Int } { any { __typename } }")]
    [TestCase("{ any { __typename } } extend type Query { b: Int }")]
    [TestCase("{ any { __typename } } directive @d on FIELD")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["ExecutableDefinitions"]));

    [TestCase("query A { ...F } mutation B { close(id: 1) { id } } fragment F on Query { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
