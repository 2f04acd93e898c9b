using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Validation;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Variable usages of a document.</summary>
internal static class VariableUsages
{
    public static IReadOnlyList<VariableUsage> Of(TechGraph.GraphQL.Types.Schema schema, Document document, ValidationOptions options)
    {
        var context = new ValidationContext(schema, document, options);
        new DocumentWalker(context, []).Walk();
        return [.. document.Definitions.OfType<ExecutableDefinitionNode>().SelectMany(d => context.UsagesOf(d).Variables)];
    }
}
