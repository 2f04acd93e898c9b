namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No two operations have the same name. Specification, section 5.2.2.</summary>
public sealed class OperationNameUniquenessTests
{
    [TestCase("query A { any { __typename } } query A { any { __typename } }")]
    [TestCase("query A { any { __typename } } mutation A { close(id: 1) { id } }")]
    public void It_rejects(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["OperationNameUniqueness"]));

    [TestCase("query A { any { __typename } } query B { any { __typename } }")]
    [TestCase("query A { ...A } fragment A on Query { any { __typename } }")]
    public void It_accepts(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
