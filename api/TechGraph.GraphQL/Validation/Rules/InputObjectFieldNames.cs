using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each field of an input object is defined. Specification, section 5.6.2.</summary>
internal sealed class InputObjectFieldNames : Rule
{
    public override void EnterValue(ValidationContext context, ValueNode value)
    {
        if (value is not ObjectValueNode given || DocumentWalker.ObjectType(context.Input.Type) is not { } type)
        {
            return;
        }

        foreach (var field in given.Fields)
        {
            if (!type.FieldsByName.ContainsKey(field.Name))
            {
                var hint = context.Suggestion(field.Name, type.Fields.Select(f => f.Name));
                context.Report(this, $"\"{type}\" has no field \"{field.Name}\".{hint}", field.Start);
            }
        }
    }
}
