using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>A use of a variable at a place.</summary>
internal readonly record struct VariableUse(VariableNode Node, InputPlace Place);

/// <summary>What one operation or fragment uses itself, its spreads not followed.</summary>
internal sealed class DefinitionUses
{
    public List<VariableUse> Variables { get; } = [];

    public List<string> Spreads { get; } = [];
}
