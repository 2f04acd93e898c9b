using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>No two fragments have the same name. Specification, section 5.5.1.1.</summary>
internal sealed class FragmentNameUniqueness : Rule
{
    public override void EnterFragment(ValidationContext context, FragmentNode fragment)
    {
        if (context.Fragments[fragment.Name] is var first && first != fragment)
        {
            context.Report(this, $"Two fragments are named \"{fragment.Name}\".", first.Start, fragment.Start);
        }
    }
}
