using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>The type condition of a fragment is an object, an interface or a union. Specification, section 5.5.1.3.</summary>
internal sealed class FragmentsOnObjectInterfaceOrUnionTypes : Rule
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
        if (context.Schema.Type(condition.Name) is { IsComposite: false })
        {
            context.Report(this, $"A fragment cannot be on \"{condition.Name}\", which has no fields.", condition.Start);
        }
    }
}
