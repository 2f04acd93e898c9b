using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each argument that cannot be null and has no default is given. Specification, section 5.4.3.</summary>
internal sealed class RequiredArguments : Rule
{
    public override void EnterArguments(ValidationContext context, Node owner, ArgumentNode[] arguments)
    {
        IReadOnlyList<InputValue> known = owner is FieldNode ? context.Field?.Arguments ?? [] : context.Directive?.Arguments ?? [];
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i] is { IsRequired: true } wanted && !Array.Exists(arguments, a => a.Name == wanted.Name))
            {
                var what = owner is FieldNode field ? $"Field \"{field.Name}\"" : $"Directive \"@{((DirectiveNode)owner).Name}\"";
                context.Report(this, $"{what} needs argument \"{wanted.Name}\" of type \"{wanted.Type}\".", owner.Start);
            }
        }
    }
}
