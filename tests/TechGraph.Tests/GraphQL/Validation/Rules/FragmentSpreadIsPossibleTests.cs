namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>A fragment's type must be possible where the fragment is used. Specification, section 5.5.2.3.</summary>
public sealed class FragmentSpreadIsPossibleTests
{
    [TestCase("{ firm(id: 1) { ... on Person { id } } }")]
    [TestCase("{ firm(id: 1) { ...F } } fragment F on Deal { id }")]
    [TestCase("{ any { ... on Person { id } } }")]
    [TestCase("{ ...F } fragment F on Mutation { close(id: 1) { id } }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentSpreadIsPossible"]));

    [TestCase("{ party(id: 1) { ... on Party { id } ... on Firm { founded } } firm(id: 2) { ... on Party { id } } }")]
    [TestCase("{ any { ... on Party { id } } }", Description = "a union and an interface that share an object type")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
