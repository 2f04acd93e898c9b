using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Each fragment is reached from an operation. Specification, section 5.5.1.4.</summary>
internal sealed class FragmentsMustBeUsed : Rule
{
    public override void LeaveDocument(ValidationContext context)
    {
        var used = context.Document.Definitions.OfType<OperationNode>().SelectMany(context.ReachableDefinitions)
            .OfType<FragmentNode>().Select(f => f.Name).ToHashSet();
        foreach (var fragment in context.Document.Definitions.OfType<FragmentNode>())
        {
            if (!used.Contains(fragment.Name))
            {
                context.Report(this, $"Fragment \"{fragment.Name}\" is never used.", fragment.Start);
            }
        }
    }
}
