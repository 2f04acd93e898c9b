using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>Counts what each operation asks once its fragments are put in their places.</summary>
internal sealed class FlatteningCheck
{
    private readonly LimitOptions _limits;
    private readonly Dictionary<string, FragmentNode> _fragments = [];
    private readonly HashSet<string> _open = [];
    private readonly Dictionary<string, int> _onPath = [];
    private int _visits;
    private int _rootFields;
    private bool _introspects;
    private GraphQLError? _found;

    private FlatteningCheck(LimitOptions limits) => _limits = limits;

    /// <summary>The first limit that an operation passes; null when all keep within.</summary>
    public static GraphQLError? Find(Document document, ValidationOptions options)
    {
        var check = new FlatteningCheck(options.Limits);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>())
        {
            check._fragments.TryAdd(fragment.Name, fragment);
        }

        foreach (var operation in document.Definitions.OfType<OperationNode>())
        {
            (check._visits, check._rootFields) = (0, 0);
            check.Follow(operation.SelectionSet, depth: 1);
            if (check._found is not null)
            {
                return check._found;
            }

            // Where it hangs on the user, each request is looked at.
            if (options is { AllowIntrospection: not true, AllowIntrospectionTo: null } && check._introspects && operation.Kind == OperationKind.Query)
            {
                return IntrospectionRefused();
            }
        }

        return null;
    }

    public static GraphQLError IntrospectionRefused() => new("This server does not show its schema.", ErrorCodes.IntrospectionDisabled);

    private void Follow(SelectionSetNode set, int depth)
    {
        foreach (var selection in set.Selections)
        {
            if (_found is not null)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    Enter(field, depth);
                    break;
                case InlineFragmentNode inline:
                    Follow(inline.SelectionSet, depth);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name, out var fragment) && _open.Add(spread.Name):
                    Hold("fragmentVisits", ++_visits, _limits.FragmentVisits, "The operation spreads too many fragments.");
                    Follow(fragment.SelectionSet, depth);
                    _open.Remove(spread.Name);
                    break;
            }
        }
    }

    private void Enter(FieldNode field, int depth)
    {
        if (depth == 1)
        {
            Hold("rootFields", ++_rootFields, _limits.RootFields, "The operation has too many fields at its root.");
        }

        Hold("depth", depth, _limits.Depth, "The operation nests too deep.");
        if (field.Name is "__schema" or "__type")
        {
            _introspects = true;
            if (field.SelectionSet is not null)
            {
                FollowIntrospection(field.SelectionSet, lists: 0, ofTypes: 0);
            }

            return;
        }

        if (field.SelectionSet is null || _found is not null)
        {
            return;
        }

        var times = _onPath.GetValueOrDefault(field.Name) + 1;
        Hold("repeatedField", times, _limits.RepeatedField, $"Field \"{field.Name}\" stands inside itself too often.");
        _onPath[field.Name] = times;
        Follow(field.SelectionSet, depth + 1);
        _onPath[field.Name] = times - 1;
    }

    /// <summary>Introspection has limits of its own: its depth is in its lists and its <c>ofType</c>.</summary>
    private void FollowIntrospection(SelectionSetNode set, int lists, int ofTypes)
    {
        Hold("introspectionLists", lists, _limits.IntrospectionLists, "Introspection nests too many lists.");
        Hold("introspectionOfType", ofTypes, _limits.IntrospectionOfType, "Introspection nests \"ofType\" too deep.");
        foreach (var selection in set.Selections)
        {
            if (_found is not null)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } inner } field:
                    var isList = field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" or "enumValues" or "args";
                    FollowIntrospection(inner, lists + (isList ? 1 : 0), ofTypes + (field.Name == "ofType" ? 1 : 0));
                    break;
                case InlineFragmentNode inline:
                    FollowIntrospection(inline.SelectionSet, lists, ofTypes);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name, out var fragment) && _open.Add(spread.Name):
                    Hold("fragmentVisits", ++_visits, _limits.FragmentVisits, "The operation spreads too many fragments.");
                    FollowIntrospection(fragment.SelectionSet, lists, ofTypes);
                    _open.Remove(spread.Name);
                    break;
            }
        }
    }

    private void Hold(string limit, int count, int max, string message)
    {
        if (count > max)
        {
            _found ??= LimitError.Create(limit, max, message);
        }
    }
}
