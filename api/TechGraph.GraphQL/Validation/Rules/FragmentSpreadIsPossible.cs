using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>A fragment's type must be possible where the fragment is used. Specification, section 5.5.2.3.</summary>
internal sealed class FragmentSpreadIsPossible : Rule
{
    public override void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(context, condition, fragment.Start);
        }
    }

    public override void EnterSpread(ValidationContext context, FragmentSpreadNode spread)
    {
        if (context.Fragments.TryGetValue(spread.Name, out var fragment))
        {
            Check(context, fragment.TypeCondition, spread.Start);
        }
    }

    private void Check(ValidationContext context, NamedTypeNode condition, int start)
    {
        if (context.ParentType is { } parent && context.Schema.Type(condition.Name) is CompositeType type && !parent.Overlaps(type))
        {
            context.Report(this, $"A \"{parent}\" is never a \"{type}\", so this fragment selects nothing.", start);
        }
    }
}
