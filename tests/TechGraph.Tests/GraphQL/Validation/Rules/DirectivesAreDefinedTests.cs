namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>Each directive is defined. Specification, section 5.7.1.</summary>
public sealed class DirectivesAreDefinedTests
{
    [TestCase("{ any @nothing { __typename } }")]
    [TestCase("query @nothing { any { __typename } }")]
    [TestCase("query ($a: ID! @nothing) { firm(id: $a) { id } }")]
    public void It_rejects(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["DirectivesAreDefined"]));

    [TestCase("query @note { any @skip(if: false) @include(if: true) @note { __typename } }")]
    public void It_accepts(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
