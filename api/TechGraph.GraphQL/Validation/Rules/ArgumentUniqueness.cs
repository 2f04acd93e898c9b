using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No argument is given twice. Specification, section 5.4.2.</summary>
internal sealed class ArgumentUniqueness : Rule
{
    public override void EnterArguments(ValidationContext context, Node owner, ArgumentNode[] arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        var seen = new Dictionary<string, ArgumentNode>();
        foreach (var argument in arguments)
        {
            if (!seen.TryAdd(argument.Name, argument))
            {
                context.Report(this, $"Argument \"{argument.Name}\" is given twice.", seen[argument.Name].Start, argument.Start);
            }
        }
    }
}
