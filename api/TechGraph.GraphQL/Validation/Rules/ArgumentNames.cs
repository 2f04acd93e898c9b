using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each argument is defined. Specification, section 5.4.1.</summary>
internal sealed class ArgumentNames : Rule
{
    public override void EnterArguments(ValidationContext context, Node owner, IReadOnlyList<ArgumentNode> arguments)
    {
        var (known, what) = owner is FieldNode field
            ? (context.Field?.Arguments, $"Field \"{field.Name}\"")
            : (context.Directive?.Arguments, $"Directive \"@{((DirectiveNode)owner).Name}\"");
        if (known is null)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            if (!known.Any(k => k.Name == argument.Name))
            {
                var hint = context.Hint(argument.Name, known.Select(k => k.Name));
                context.Report(this, $"{what} has no argument \"{argument.Name}\".{hint}", argument.Start);
            }
        }
    }
}
