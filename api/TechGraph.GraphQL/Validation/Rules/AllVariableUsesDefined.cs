using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each variable in use is defined by each operation that reaches the use. Specification, section 5.8.3.</summary>
internal sealed class AllVariableUsesDefined : Rule
{
    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var defined = operation.Variables.Select(v => v.Name).ToHashSet();
            foreach (var use in context.VariableUsages(operation))
            {
                if (!defined.Contains(use.Node.Name))
                {
                    var by = operation.Name is null ? "the operation" : $"operation \"{operation.Name}\"";
                    context.Report(this, $"Variable \"${use.Node.Name}\" is not defined by {by}.", use.Node.Start, operation.Start);
                }
            }
        }
    }
}
