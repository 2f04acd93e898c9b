using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>An anonymous operation must be the only operation of its document. Specification, section 5.2.3.</summary>
internal sealed class LoneAnonymousOperation : Rule
{
    public override void EnterOperation(ValidationContext context, OperationNode operation)
    {
        if (operation.Name is null && context.Document.Definitions.Count(d => d is OperationNode) > 1)
        {
            context.Report(this, "An operation without a name must be the only one of its document.", operation.Start);
        }
    }
}
