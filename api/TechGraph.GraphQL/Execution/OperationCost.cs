using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Estimated cost of an operation.</summary>
/// <param name="Field">Cost of resolvers.</param>
/// <param name="Type">Number of objects.</param>
internal readonly record struct Cost(double Field, double Type)
{
    public static Cost operator +(Cost a, Cost b) => new(a.Field + b.Field, a.Type + b.Type);

    public static Cost operator *(double times, Cost cost) => new(times * cost.Field, times * cost.Type);

    public static Cost Max(Cost a, Cost b) => new(Math.Max(a.Field, b.Field), Math.Max(a.Type, b.Type));
}

/// <summary>Sums the cost of a plan with the values of its variables. Introspection costs nothing, because it has its own limits.</summary>
internal sealed class OperationCost(ExecutableSchema executable, IReadOnlyDictionary<string, object?> variables)
{
    private readonly LimitOptions _limits = executable.Options.Limits;

    /// <summary>Set if the operation requests too many items of a list, or omits a required slicing argument.</summary>
    public GraphQLError? Problem { get; private set; }

    /// <summary>Whether the cost depends on variables.</summary>
    public bool Varies { get; private set; }

    public Cost Of(SelectionPlan selections, ObjectType root) => Of(selections.For(root), null, 1);

    /// <param name="plan">Fields of one object type.</param>
    /// <param name="page">List size of the parent field, if it sizes some of these fields; otherwise null.</param>
    /// <param name="size">Number of items for these fields.</param>
    private Cost Of(ObjectPlan plan, ListSize? page, double size)
    {
        var sum = default(Cost);
        foreach (var field in plan.Fields)
        {
            if (field.Resolver is not null && !field.Definition.Type.Named.IsIntrospection)
            {
                sum += Of(field, page is not null && page.SizedFields.Contains(field.Definition.Name) ? size : null);
            }
        }

        return sum;
    }

    private Cost Of(FieldPlan field, double? sizeFromParent)
    {
        var directives = field.Definition.Cost;
        var isComposite = field.Selections is not null;
        var own = new Cost((directives.Weight ?? (isComposite ? 1 : 0)) + Arguments(field), 0);
        var size = directives.Size is { } list ? Size(field, list) : IsList(field.Definition.Type) ? _limits.PageSizeDefault : 1;
        var times = sizeFromParent ?? (directives.Size is { SizedFields.Count: > 0 } ? 1 : size);
        if (!isComposite)
        {
            return own;
        }

        var below = default(Cost);
        foreach (var type in ((CompositeType)field.Definition.Type.Named).PossibleTypes)
        {
            var weight = FieldCost.WeightOf(type.Directives) ?? 1;
            below = Cost.Max(below, new Cost(0, weight) + Of(field.Selections!.For(type), directives.Size, size));
        }

        return own + (times * below);
    }

    private static double Arguments(FieldPlan field)
    {
        var sum = 0.0;
        foreach (var node in field.Nodes[0].Arguments)
        {
            var argument = field.Definition.Argument(node.Name)!;
            sum += FieldCost.WeightOf(argument.Directives) ?? (argument.Type.Named is InputObjectType ? 1 : 0);
        }

        return sum;
    }

    private double Size(FieldPlan field, ListSize list)
    {
        double? requested = null;
        foreach (var name in list.SlicingArguments)
        {
            var node = field.Nodes[0].Arguments.FirstOrDefault(a => a.Name == name)?.Value;
            if (Number(node) is { } number)
            {
                requested = Math.Max(requested ?? 0, number);
            }
        }

        if (requested > _limits.PageSizeMax)
        {
            Problem ??= LimitError.Create("pageSize", _limits.PageSizeMax, $"\"{field.ResponseName}\" requests too many items.");
        }
        else if (requested is null && list is { RequireOneSlicingArgument: true, SlicingArgumentDefault: null })
        {
            Problem ??= new GraphQLError($"\"{field.ResponseName}\" needs one of: {string.Join(", ", list.SlicingArguments)}.", ErrorCodes.BadUserInput);
        }

        return Math.Max(0, requested ?? list.SlicingArgumentDefault ?? Default(field, list) ?? list.AssumedSize ?? _limits.PageSizeDefault);
    }

    private static double? Default(FieldPlan field, ListSize list) =>
        list.SlicingArguments.Select(name => field.Definition.Argument(name)?.Default).OfType<IntValueNode>().Select(Literal).Max();

    private double? Number(ValueNode? value)
    {
        if (value is not VariableNode variable)
        {
            return Literal(value);
        }

        Varies = true;
        return variables.GetValueOrDefault(variable.Name) is int number ? number : null;
    }

    private static double? Literal(ValueNode? value) =>
        value is IntValueNode number ? double.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool IsList(GraphType type) => type.Nullable is ListType;
}
