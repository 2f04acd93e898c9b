using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No variable is defined twice. Specification, section 5.8.1.</summary>
internal sealed class VariableUniqueness : Rule
{
    private readonly Dictionary<string, VariableDefinitionNode> _seen = [];

    public override void EnterOperation(ValidationContext context, OperationNode operation) => _seen.Clear();

    public override void EnterVariable(ValidationContext context, VariableDefinitionNode variable)
    {
        if (!_seen.TryAdd(variable.Name, variable))
        {
            context.Report(this, $"Two variables are named \"${variable.Name}\".", _seen[variable.Name].Start, variable.Start);
        }
    }
}
