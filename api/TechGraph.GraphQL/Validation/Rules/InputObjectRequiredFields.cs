using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each input field that cannot be null and has no default is given. Specification, section 5.6.4.</summary>
internal sealed class InputObjectRequiredFields : Rule
{
    public override void EnterValue(ValidationContext context, ValueNode value)
    {
        if (value is not ObjectValueNode given || DocumentWalker.ObjectType(context.Input.Type) is not { } type)
        {
            return;
        }

        foreach (var wanted in type.Fields)
        {
            if (wanted.IsRequired && !given.Fields.Any(f => f.Name == wanted.Name))
            {
                context.Report(this, $"\"{type}\" needs field \"{wanted.Name}\" of type \"{wanted.Type}\".", value.Start);
            }
        }
    }
}
