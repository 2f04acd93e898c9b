using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each variable is used by its operation. Specification, section 5.8.4.</summary>
internal sealed class AllVariablesUsed : Rule
{
    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var used = context.VariableUsages(operation).Select(u => u.Node.Name).ToHashSet();
            foreach (var variable in operation.Variables)
            {
                if (!used.Contains(variable.Name))
                {
                    context.Report(this, $"Variable \"${variable.Name}\" is never used.", variable.Start);
                }
            }
        }
    }
}
