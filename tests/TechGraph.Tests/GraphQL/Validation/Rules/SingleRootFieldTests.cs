namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>A subscription has exactly one root field, whatever the variables. Specification, section 5.2.4.1.</summary>
public sealed class SingleRootFieldTests
{
    [TestCase("subscription { closed { id } opened { id } }")]
    [TestCase("subscription { ...F } fragment F on Subscription { closed { id } opened { id } }")]
    [TestCase("subscription { __typename }")]
    [TestCase("subscription ($b: Boolean!) { closed @skip(if: $b) { id } }")]
    [TestCase("subscription { closed { id } other: closed { id } }")]
    [TestCase("subscription { ... @include(if: true) { closed { id } } }")]
    [TestCase("subscription { ... on Subscription { closed { id } opened { id } } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["SingleRootField"]));

    [TestCase("subscription { closed { id title } }")]
    [TestCase("subscription { ... on Subscription { closed { id } } closed { title } }")]
    [TestCase("subscription { closed { id @skip(if: true) title __typename } }")]
    [TestCase("{ any { __typename } rate(of: 1) }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
