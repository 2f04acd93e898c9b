using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each directive is defined. Specification, section 5.7.1.</summary>
internal sealed class DirectivesAreDefined : Rule
{
    public override void EnterDirectives(ValidationContext context, DirectiveNode[] directives, DirectiveLocation location)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.Directive(directive.Name) is null)
            {
                var hint = context.Suggestion(directive.Name, context.Schema.Directives.Select(d => d.Name));
                context.Report(this, $"There is no directive \"@{directive.Name}\".{hint}", directive.Start);
            }
        }
    }
}
