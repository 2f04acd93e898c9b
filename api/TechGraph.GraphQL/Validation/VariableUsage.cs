using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>A variable and the location where it is used.</summary>
internal readonly record struct VariableUsage(VariableNode Node, InputLocation Location);

/// <summary>Variables and fragment spreads of one operation or fragment, without those of the fragments that it spreads.</summary>
internal sealed class DefinitionUsages
{
    public List<VariableUsage> Variables { get; } = [];

    public List<string> Spreads { get; } = [];
}
