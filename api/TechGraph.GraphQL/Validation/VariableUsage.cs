using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>A use of a variable at a place.</summary>
internal readonly record struct VariableUsage(VariableNode Node, InputLocation Location);

/// <summary>What one operation or fragment uses itself, its spreads not followed.</summary>
internal sealed class DefinitionUsages
{
    public List<VariableUsage> Variables { get; } = [];

    public List<string> Spreads { get; } = [];
}
