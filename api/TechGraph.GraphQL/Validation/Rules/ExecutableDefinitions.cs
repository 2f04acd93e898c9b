using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>A request contains operations and fragments only. Specification, section 5.1.1.</summary>
internal sealed class ExecutableDefinitions : Rule
{
    public override void EnterTypeSystemDefinition(ValidationContext context, TypeSystemDefinitionNode definition) =>
        context.Report(this, "A request contains operations and fragments only; this is a definition of a type system.", definition.Start);
}
