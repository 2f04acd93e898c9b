using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each argument is defined. Specification, section 5.4.1.</summary>
internal sealed class ArgumentNames : Rule
{
    public override void EnterArguments(ValidationContext context, Node owner, ArgumentNode[] arguments)
    {
        if ((owner is FieldNode ? context.Field?.Arguments : context.Directive?.Arguments) is not { } known)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (InputValue.Find(known, argument.Name) is null)
            {
                var what = owner is FieldNode field ? $"Field \"{field.Name}\"" : $"Directive \"@{((DirectiveNode)owner).Name}\"";
                var hint = context.Suggestion(argument.Name, known.Select(k => k.Name));
                context.Report(this, $"{what} has no argument \"{argument.Name}\".{hint}", argument.Start);
            }
        }
    }
}
