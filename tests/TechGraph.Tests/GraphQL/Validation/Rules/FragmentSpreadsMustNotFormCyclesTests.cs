namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>No fragment spreads itself, directly or through others. Specification, section 5.5.2.2.</summary>
public sealed class FragmentSpreadsMustNotFormCyclesTests
{
    [TestCase("{ ...F } fragment F on Query { ...F }")]
    [TestCase("{ ...F } fragment F on Query { ...G } fragment G on Query { ...H } fragment H on Query { ...G }")]
    public void An_invalid_document_is_rejected(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.EqualTo(["FragmentSpreadsMustNotFormCycles"]));

    [Test]
    public void A_cycle_that_no_operation_reaches_is_rejected_too() => Assert.That(
        SampleSchema.ErrorRules("{ any { __typename } } fragment F on Query { ...G } fragment G on Query { ...F }"),
        Is.EqualTo(["FragmentsMustBeUsed", "FragmentsMustBeUsed", "FragmentSpreadsMustNotFormCycles"]));

    [TestCase("{ ...F ...G } fragment F on Query { ...G } fragment G on Query { any { __typename } }")]
    [TestCase("{ firm(id: 1) { owner { ...F } } } fragment F on Firm { owner { ... on Firm { owner { id } } } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
