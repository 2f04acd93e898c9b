using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>Checks limits on each operation with its fragments expanded.</summary>
internal sealed class OperationLimitCheck
{
    private readonly LimitOptions _limits;
    private readonly Dictionary<string, FragmentNode> _fragments = [];
    private readonly HashSet<string> _openFragments = [];
    private readonly Dictionary<string, int> _fieldsOnPath = [];
    private int _visits;
    private int _rootFields;
    private bool _introspects;
    private GraphQLError? _error;

    private OperationLimitCheck(LimitOptions limits) => _limits = limits;

    /// <summary>Returns an error for the first limit that an operation exceeds; null if none does.</summary>
    public static GraphQLError? Find(Document document, ValidationOptions options)
    {
        var check = new OperationLimitCheck(options.Limits);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>())
        {
            check._fragments.TryAdd(fragment.Name, fragment);
        }

        foreach (var operation in document.Definitions.OfType<OperationNode>())
        {
            (check._visits, check._rootFields) = (0, 0);
            check.VisitSelections(operation.SelectionSet, depth: 1);
            if (check._error is not null)
            {
                return check._error;
            }

            // If it depends on the user, it is checked for each request instead.
            if (options is { AllowIntrospection: not true, AllowIntrospectionTo: null } && check._introspects && operation.Kind == OperationKind.Query)
            {
                return IntrospectionDisabled();
            }
        }

        return null;
    }

    public static GraphQLError IntrospectionDisabled() => new("This server does not show its schema.", ErrorCodes.IntrospectionDisabled);

    private void VisitSelections(SelectionSetNode set, int depth)
    {
        foreach (var selection in set.Selections)
        {
            if (_error is not null)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    VisitField(field, depth);
                    break;
                case InlineFragmentNode inline:
                    VisitSelections(inline.SelectionSet, depth);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name, out var fragment) && _openFragments.Add(spread.Name):
                    CheckLimit("fragmentVisits", ++_visits, _limits.FragmentVisits, "The operation spreads too many fragments.");
                    VisitSelections(fragment.SelectionSet, depth);
                    _openFragments.Remove(spread.Name);
                    break;
            }
        }
    }

    private void VisitField(FieldNode field, int depth)
    {
        if (depth == 1)
        {
            CheckLimit("rootFields", ++_rootFields, _limits.RootFields, "The operation has too many fields at its root.");
        }

        CheckLimit("depth", depth, _limits.Depth, "The operation nests too deep.");
        if (field.Name is "__schema" or "__type")
        {
            _introspects = true;
            if (field.SelectionSet is not null)
            {
                VisitIntrospection(field.SelectionSet, lists: 0, ofTypes: 0);
            }

            return;
        }

        if (field.SelectionSet is null || _error is not null)
        {
            return;
        }

        var times = _fieldsOnPath.GetValueOrDefault(field.Name) + 1;
        CheckLimit("repeatedField", times, _limits.RepeatedField, $"Field \"{field.Name}\" is nested inside itself too often.");
        _fieldsOnPath[field.Name] = times;
        VisitSelections(field.SelectionSet, depth + 1);
        _fieldsOnPath[field.Name] = times - 1;
    }

    /// <summary>Checks introspection, which has its own limits: the nesting of lists and of <c>ofType</c>.</summary>
    private void VisitIntrospection(SelectionSetNode set, int lists, int ofTypes)
    {
        CheckLimit("introspectionLists", lists, _limits.IntrospectionLists, "Introspection nests too many lists.");
        CheckLimit("introspectionOfType", ofTypes, _limits.IntrospectionOfType, "Introspection nests \"ofType\" too deep.");
        foreach (var selection in set.Selections)
        {
            if (_error is not null)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner } field:
                    var isList = field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" or "enumValues" or "args";
                    VisitIntrospection(inner, lists + (isList ? 1 : 0), ofTypes + (field.Name == "ofType" ? 1 : 0));
                    break;
                case InlineFragmentNode inline:
                    VisitIntrospection(inline.SelectionSet, lists, ofTypes);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name, out var fragment) && _openFragments.Add(spread.Name):
                    CheckLimit("fragmentVisits", ++_visits, _limits.FragmentVisits, "The operation spreads too many fragments.");
                    VisitIntrospection(fragment.SelectionSet, lists, ofTypes);
                    _openFragments.Remove(spread.Name);
                    break;
            }
        }
    }

    private void CheckLimit(string limit, int count, int max, string message)
    {
        if (count > max)
        {
            _error ??= LimitError.Create(limit, max, message);
        }
    }
}
