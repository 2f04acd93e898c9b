using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each directive is used where its definition allows. Specification, section 5.7.2.</summary>
internal sealed class DirectivesAreInValidLocations : Rule
{
    public override void EnterDirectives(ValidationContext context, DirectiveNode[] directives, DirectiveLocation location)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.Directive(directive.Name) is { } known && !known.Locations.Contains(location))
            {
                context.Report(this, $"Directive \"@{directive.Name}\" is not allowed on {DirectiveLocations.Name(location)}.", directive.Start);
            }
        }
    }
}
