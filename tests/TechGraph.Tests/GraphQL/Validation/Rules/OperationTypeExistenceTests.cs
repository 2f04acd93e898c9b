using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for each operation's kind. Specification, section 5.2.1.</summary>
public sealed class OperationTypeExistenceTests
{
    [TestCase("mutation", "mutations")]
    [TestCase("subscription", "subscriptions")]
    public async Task An_invalid_document_is_rejected(string kind, string what)
    {
        using var engine = TestEngine.Of("type Query { a: Int }", static map => map.Field("Query", "a", static (IFieldContext _) => 1).Options(o => o.IncludeDetails = true));
        Assert.That(await engine.AskAsync($"{kind} {{ a }}"), Does.Contain("OperationTypeExistence").And.Contain($"The schema has no {what}."));
    }

    [TestCase("query { any { __typename } }")]
    [TestCase("mutation { close(id: 1) { id } }")]
    [TestCase("subscription { closed { id } }")]
    public void A_valid_document_is_accepted(string document) => Assert.That(SampleSchema.ErrorRules(document), Is.Empty);
}
