using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Variables have input types. Specification, section 5.8.2.</summary>
internal sealed class VariablesAreInputTypes : Rule
{
    public override void EnterVariable(ValidationContext context, VariableDefinitionNode variable)
    {
        var name = variable.Type.InnerName;
        switch (context.Schema.Type(name))
        {
            case null:
                var hint = context.Suggestion(name, context.Schema.Types.Where(t => t.IsInput).Select(t => t.Name));
                context.Report(this, $"There is no type \"{name}\".{hint}", variable.Type.Start);
                break;
            case { IsInput: false }:
                context.Report(this, $"Variable \"${variable.Name}\" cannot have type \"{name}\", which is not an input type.", variable.Type.Start);
                break;
        }
    }
}
