using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>A subscription has exactly one root field, whatever the variables. Specification, section 5.2.4.1.</summary>
internal sealed class SingleRootField : Rule
{
    public override void EnterOperation(ValidationContext context, OperationNode operation)
    {
        if (operation.Kind != OperationKind.Subscription)
        {
            return;
        }

        var fields = new Dictionary<string, FieldNode>();
        Collect(context, operation.SelectionSet, fields, []);
        if (fields.Count > 1)
        {
            context.Report(this, "A subscription selects one field at its root.", [.. fields.Values.Select(f => f.Start)]);
        }

        foreach (var field in fields.Values.Where(f => f.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report(this, "A subscription cannot select an introspection field at its root.", field.Start);
        }
    }

    private void Collect(ValidationContext context, SelectionSetNode set, Dictionary<string, FieldNode> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (selection.Directives.FirstOrDefault(d => d.Name is "skip" or "include") is { } conditional)
            {
                context.Report(this, $"A subscription cannot use @{conditional.Name} at its root.", conditional.Start);
            }

            switch (selection)
            {
                case FieldNode field:
                    fields.TryAdd(field.ResponseName, field);
                    break;
                case InlineFragmentNode inline:
                    Collect(context, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name) && context.Fragments.TryGetValue(spread.Name, out var fragment):
                    Collect(context, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }
}
