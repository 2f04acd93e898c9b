using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation.Rules;

/// <summary>Fields of one response name can be merged. Specification, section 5.3.2.</summary>
/// <remarks>
/// The specification compares pairs. Within a group of one response name, "can be merged" is an equivalence relation; for names
/// and arguments, the group is limited to parents that may be the same object. So it is enough to compare each field with the first
/// of its group. The selections below a group are then merged and checked once. The number of comparisons is limited.
/// </remarks>
internal sealed class FieldSelectionMerging : Rule
{
    /// <summary>What two fields with one response name must have in common.</summary>
    [Flags]
    private enum MergeRequirement
    {
        /// <summary>The shape of their values; always required.</summary>
        Shape = 1,

        /// <summary>Name and arguments; required if both may be fields of the same object.</summary>
        Field = 2,
    }

    private readonly Stack<ResponseFields> _spare = [];
    private ValidationContext _context = null!;
    private int _comparisons;
    private bool _stopped;

    public override void LeaveDocument(ValidationContext context)
    {
        if (context.Errors.Count > 0)
        {
            // A document that breaks another rule may have fragment cycles; it is rejected anyway.
            return;
        }

        _context = context;
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationNode operation)
            {
                var fields = Rent();
                Collect(operation.SelectionSet, context.Schema.Root(operation.Kind), fields);
                Check(fields, MergeRequirement.Shape | MergeRequirement.Field);
                Return(fields);
            }
        }
    }

    private void Check(ResponseFields fields, MergeRequirement requirement)
    {
        for (var first = 0; first < fields.Count && !_stopped; first++)
        {
            if (!fields.IsFirst(first))
            {
                continue;
            }

            if (fields.HaveOneParent(first))
            {
                CheckGroup(fields, first, null, requirement);
                continue;
            }

            if (requirement.HasFlag(MergeRequirement.Shape))
            {
                CheckGroup(fields, first, null, MergeRequirement.Shape);
            }

            if (requirement.HasFlag(MergeRequirement.Field))
            {
                CheckByParent(fields, first);
            }
        }
    }

    /// <summary>
    /// Checks one group for each object type among the parents; fields of interfaces and unions belong to each of these groups.
    /// </summary>
    private void CheckByParent(ResponseFields fields, int first)
    {
        var checkedTypes = new HashSet<ObjectType>();
        for (var at = first; at >= 0; at = fields.Next(at))
        {
            if (fields[at].Parent is ObjectType type && checkedTypes.Add(type))
            {
                CheckGroup(fields, first, type, MergeRequirement.Field);
            }
        }

        if (checkedTypes.Count == 0)
        {
            CheckGroup(fields, first, null, MergeRequirement.Field);
        }
    }

    /// <summary>Compares a group with its first field, then checks the merged selections below.</summary>
    /// <param name="fields">Fields of all response names.</param>
    /// <param name="first">Index of the group's first field.</param>
    /// <param name="objectType">Checks only fields of this object type and of interfaces and unions; null checks all.</param>
    /// <param name="requirement">What the fields must have in common.</param>
    private void CheckGroup(ResponseFields fields, int first, ObjectType? objectType, MergeRequirement requirement)
    {
        ResponseFields? below = null;
        ResponseField? reference = null;
        for (var at = first; at >= 0; at = fields.Next(at))
        {
            if (!Count())
            {
                return;
            }

            var other = fields[at];
            if (objectType is not null && other.Parent is ObjectType type && type != objectType)
            {
                continue;
            }

            reference ??= other;
            if (!CanMerge(reference.Value, other, requirement))
            {
                return;
            }

            if (other.Node.SelectionSet is { } set)
            {
                below ??= Rent();
                if (below.Seen.Add(set))
                {
                    Collect(set, other.Definition?.Type.Named as CompositeType, below);
                }
            }
        }

        if (below is not null)
        {
            Check(below, requirement);
            Return(below);
        }
    }

    private bool CanMerge(ResponseField a, ResponseField b, MergeRequirement requirement)
    {
        if (ReferenceEquals(a.Node, b.Node) && ReferenceEquals(a.Definition, b.Definition))
        {
            return true;
        }

        if (requirement.HasFlag(MergeRequirement.Shape) && a.Definition is { } x && b.Definition is { } y && !SameShape(x.Type, y.Type))
        {
            return Conflict(a, b, $"they have types \"{x.Type}\" and \"{y.Type}\"");
        }

        if (!requirement.HasFlag(MergeRequirement.Field))
        {
            return true;
        }

        return a.Node.Name != b.Node.Name ? Conflict(a, b, $"they are \"{a.Node.Name}\" and \"{b.Node.Name}\"")
            : SameArguments(a.Node, b.Node) || Conflict(a, b, "their arguments differ");
    }

    private void Collect(SelectionSetNode set, CompositeType? parent, ResponseFields fields)
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
                    fields.Add(new ResponseField(field, parent, parent is null ? null : _context.Schema.FieldOf(parent, field.Name)));
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is { } condition ? _context.Schema.Type(condition.Name) as CompositeType : parent, fields);
                    break;
                case FragmentSpreadNode spread when _context.Fragments.TryGetValue(spread.Name, out var fragment) && fields.Seen.Add(fragment.SelectionSet):
                    Collect(fragment.SelectionSet, _context.Schema.Type(fragment.TypeCondition.Name) as CompositeType, fields);
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
        if (a.Arguments.Length != b.Arguments.Length)
        {
            return false;
        }

        foreach (var argument in a.Arguments)
        {
            var other = Array.Find(b.Arguments, o => o.Name == argument.Name);
            if (other is null || !ValueEquality.Equals(argument.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    private bool Conflict(ResponseField a, ResponseField b, string why)
    {
        _stopped = true;
        _context.Report(this, $"Two fields have the response name \"{a.Node.ResponseName}\" and cannot be merged: {why}. Give one of them another alias.", a.Node.Start, b.Node.Start);
        return false;
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

    private ResponseFields Rent() => _spare.TryPop(out var spare) ? spare : new ResponseFields();

    private void Return(ResponseFields fields)
    {
        fields.Clear();
        _spare.Push(fields);
    }
}
