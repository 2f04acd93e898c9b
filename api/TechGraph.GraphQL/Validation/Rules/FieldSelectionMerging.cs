using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Fields of one response name can be merged. Specification, section 5.3.2.</summary>
/// <remarks>
/// The specification compares pairs. "Can be merged" is an equivalence within a group of one response name (and, for names
/// and arguments, of parents that may be the same object), so comparing each field with the first of its group is enough;
/// the selections below a group are then merged and looked at once. Work is counted against a limit.
/// </remarks>
internal sealed class FieldSelectionMerging : Rule
{
    private readonly record struct Found(FieldNode Node, CompositeType? Parent, Field? Definition);

    private ValidationContext _context = null!;
    private int _comparisons;
    private bool _stopped;

    public override void LeaveDocument(ValidationContext context)
    {
        if (context.Errors.Count > 0)
        {
            // A document that breaks another rule may have cycles; it is refused already.
            return;
        }

        _context = context;
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            var fields = new Dictionary<string, List<Found>>();
            Collect(operation.SelectionSet, context.Schema.Root(operation.Kind), fields, []);
            CheckShapes(fields);
            CheckSame(fields);
        }
    }

    /// <summary>Every two fields of one response name give values of one shape.</summary>
    private void CheckShapes(Dictionary<string, List<Found>> fields)
    {
        foreach (var group in fields.Values)
        {
            if (_stopped)
            {
                return;
            }

            var first = group[0];
            foreach (var other in group)
            {
                if (Count() && first.Definition is { } a && other.Definition is { } b && !SameShape(a.Type, b.Type))
                {
                    Conflict(first, other, $"they have types \"{a.Type}\" and \"{b.Type}\"");
                    return;
                }
            }

            if (group.Count > 0 && group.Exists(f => f.Node.SelectionSet is not null))
            {
                CheckShapes(Below(group));
            }
        }
    }

    /// <summary>Fields that one object may answer are the same field with the same arguments.</summary>
    private void CheckSame(Dictionary<string, List<Found>> fields)
    {
        foreach (var group in fields.Values)
        {
            foreach (var one in ByParent(group))
            {
                if (_stopped)
                {
                    return;
                }

                var first = one[0];
                foreach (var other in one)
                {
                    if (!Count())
                    {
                        return;
                    }

                    if (first.Node.Name != other.Node.Name)
                    {
                        Conflict(first, other, $"they are \"{first.Node.Name}\" and \"{other.Node.Name}\"");
                        return;
                    }

                    if (!ReferenceEquals(first.Node, other.Node) && !SameArguments(first.Node, other.Node))
                    {
                        Conflict(first, other, "their arguments differ");
                        return;
                    }
                }

                if (one.Exists(f => f.Node.SelectionSet is not null))
                {
                    CheckSame(Below(one));
                }
            }
        }
    }

    /// <summary>One group for each object type among the parents; fields of interfaces and unions belong to each of them.</summary>
    private static List<List<Found>> ByParent(List<Found> group)
    {
        if (group.TrueForAll(f => f.Parent == group[0].Parent))
        {
            return [group];
        }

        var anywhere = group.FindAll(f => f.Parent is not ObjectType);
        var groups = new Dictionary<CompositeType, List<Found>>();
        foreach (var found in group)
        {
            if (found.Parent is ObjectType type)
            {
                if (!groups.TryGetValue(type, out var own))
                {
                    groups[type] = own = [.. anywhere];
                }

                own.Add(found);
            }
        }

        return groups.Count == 0 ? [anywhere] : [.. groups.Values];
    }

    private Dictionary<string, List<Found>> Below(List<Found> group)
    {
        var fields = new Dictionary<string, List<Found>>();
        var visited = new HashSet<string>();
        var seen = new HashSet<FieldNode>();
        foreach (var found in group)
        {
            if (found.Node.SelectionSet is { } set && seen.Add(found.Node))
            {
                Collect(set, found.Definition?.Type.Named as CompositeType, fields, visited);
            }
        }

        return fields;
    }

    private void Collect(SelectionSetNode set, CompositeType? parent, Dictionary<string, List<Found>> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!Count())
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var group))
                    {
                        fields[field.ResponseName] = group = [];
                    }

                    group.Add(new Found(field, parent, parent is null ? null : _context.Schema.FieldOf(parent, field.Name)));
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is { } condition ? _context.Schema.Type(condition.Name) as CompositeType : parent, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name) && _context.Fragments.TryGetValue(spread.Name, out var fragment):
                    Collect(fragment.SelectionSet, _context.Schema.Type(fragment.TypeCondition.Name) as CompositeType, fields, visited);
                    break;
            }
        }
    }

    private static bool SameShape(GraphType a, GraphType b) => (a, b) switch
    {
        (NonNullType x, NonNullType y) => SameShape(x.Inner, y.Inner),
        (ListType x, ListType y) => SameShape(x.Inner, y.Inner),
        (CompositeType, CompositeType) => true,
        (NamedType, NamedType) => ReferenceEquals(a, b),
        _ => false,
    };

    private static bool SameArguments(FieldNode a, FieldNode b)
    {
        if (a.Arguments.Count != b.Arguments.Count)
        {
            return false;
        }

        foreach (var argument in a.Arguments)
        {
            var other = b.Arguments.FirstOrDefault(o => o.Name == argument.Name);
            if (other is null || !SameValue.Equals(argument.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    private void Conflict(Found a, Found b, string why)
    {
        _stopped = true;
        _context.Report(this, $"Two fields answer as \"{a.Node.ResponseName}\" and cannot be merged: {why}. Give one of them another alias.", a.Node.Start, b.Node.Start);
    }

    private bool Count()
    {
        if (_stopped || ++_comparisons <= _context.Limits.MergeComparisons)
        {
            return !_stopped;
        }

        _stopped = true;
        _context.Report(LimitError.Create("mergeComparisons", _context.Limits.MergeComparisons, "The document's selections take too much work to merge."), 0);
        return false;
    }
}
