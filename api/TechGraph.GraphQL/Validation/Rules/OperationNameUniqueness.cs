using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No two operations have the same name. Specification, section 5.2.2.</summary>
internal sealed class OperationNameUniqueness : Rule
{
    private readonly Dictionary<string, OperationNode> _seen = [];

    public override void EnterOperation(ValidationContext context, OperationNode operation)
    {
        if (operation.Name is { } name && !_seen.TryAdd(name, operation))
        {
            context.Report(this, $"Two operations are named \"{name}\".", _seen[name].Start, operation.Start);
        }
    }
}
