using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each spread names a fragment of the document. Specification, section 5.5.2.1.</summary>
internal sealed class FragmentSpreadTargetDefined : Rule
{
    public override void EnterSpread(ValidationContext context, FragmentSpreadNode spread)
    {
        if (!context.Fragments.ContainsKey(spread.Name))
        {
            context.Report(this, $"There is no fragment \"{spread.Name}\".", spread.Start);
        }
    }
}
