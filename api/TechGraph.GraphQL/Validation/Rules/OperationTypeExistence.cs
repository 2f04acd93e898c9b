using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for each operation's kind. Specification, section 5.2.1.</summary>
internal sealed class OperationTypeExistence : Rule
{
    public override void EnterOperation(ValidationContext context, OperationNode operation)
    {
        if (context.Schema.Root(operation.Kind) is null)
        {
            var kind = operation.Kind == OperationKind.Mutation ? "mutations" : "subscriptions";
            context.Report(this, $"The schema has no {kind}.", operation.Start);
        }
    }
}
