namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No two operations have the same name. Specification, section 5.2.2.</summary>
public sealed class OperationNameUniquenessTests
{
    [TestCase("query A { any { __typename } } query A { any { __typename } }")]
    [TestCase("query A { any { __typename } } mutation A { close(id: 1) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["OperationNameUniqueness"]));

    [TestCase("query A { any { __typename } } query B { any { __typename } }")]
    [TestCase("query A { ...A } fragment A on Query { any { __typename } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
