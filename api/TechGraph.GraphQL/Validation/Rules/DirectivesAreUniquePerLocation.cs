using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable is used once at a location. Specification, section 5.7.3.</summary>
internal sealed class DirectivesAreUniquePerLocation : Rule
{
    public override void EnterDirectives(ValidationContext context, DirectiveNode[] directives, DirectiveLocation location)
    {
        for (var i = 1; i < directives.Length; i++)
        {
            if (context.Schema.Directive(directives[i].Name) is not { IsRepeatable: false })
            {
                continue;
            }

            if (directives.Take(i).FirstOrDefault(d => d.Name == directives[i].Name) is { } first)
            {
                context.Report(this, $"Directive \"@{first.Name}\" is used twice at one location.", first.Start, directives[i].Start);
            }
        }
    }
}
