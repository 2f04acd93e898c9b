using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each selected field exists on its type. Specification, section 5.3.1.</summary>
internal sealed class FieldSelections : Rule
{
    public override void EnterField(ValidationContext context, FieldNode field)
    {
        if (context.ParentType is { } parent && context.Field is null)
        {
            var hint = context.Suggestion(field.Name, parent.Fields.Select(f => f.Name));
            context.Report(this, $"Type \"{parent}\" has no field \"{field.Name}\".{hint}", field.Start);
        }
    }
}
