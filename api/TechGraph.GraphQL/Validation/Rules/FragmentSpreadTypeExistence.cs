using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>The type condition of each fragment exists. Specification, section 5.5.1.2.</summary>
internal sealed class FragmentSpreadTypeExistence : Rule
{
    public override void EnterFragment(ValidationContext context, FragmentNode fragment) => Check(context, fragment.TypeCondition);

    public override void EnterInlineFragment(ValidationContext context, InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition)
        {
            Check(context, condition);
        }
    }

    private void Check(ValidationContext context, NamedTypeNode condition)
    {
        if (context.Schema.Type(condition.Name) is null)
        {
            var hint = context.Suggestion(condition.Name, context.Schema.Types.Where(t => t.IsComposite).Select(t => t.Name));
            context.Report(this, $"There is no type \"{condition.Name}\".{hint}", condition.Start);
        }
    }
}
