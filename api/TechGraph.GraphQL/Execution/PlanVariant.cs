using System.Text;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Compiles the selections of an operation for one outcome of all its conditions. Specification, section 6.3.2 "Field
/// Collection".
/// </summary>
internal sealed class PlanVariant(PlanCompiler compiler, IReadOnlyList<string> conditions, UInt128 mask)
{
    public PlanCompiler Compiler { get; } = compiler;

    public ObjectPlan Compile(ObjectType type, IReadOnlyList<SelectionSetNode> sets)
    {
        var collected = new OrderedDictionary<string, List<FieldNode>>();
        var visited = new HashSet<string>();
        foreach (var set in sets)
        {
            Collect(type, set, collected, visited);
        }

        return new ObjectPlan(type, [.. collected.Values.Select(nodes => Field(type, nodes))]);
    }

    private void Collect(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> collected, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!collected.TryGetValue(field.ResponseName, out var nodes))
                    {
                        collected.Add(field.ResponseName, nodes = []);
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, collected, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    var fragment = Compiler.Fragment(spread.Name);
                    if (Applies(fragment.TypeCondition, type))
                    {
                        Collect(type, fragment.SelectionSet, collected, visited);
                    }

                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || ((CompositeType)Compiler.Executable.Schema.Type(condition.Name)!).CanBe(type);

    private bool IsIncluded(DirectiveNode[] directives)
    {
        foreach (var directive in directives)
        {
            if ((directive.Name == "skip" && ConditionIsTrue(directive)) || (directive.Name == "include" && !ConditionIsTrue(directive)))
            {
                return false;
            }
        }

        return true;
    }

    private bool ConditionIsTrue(DirectiveNode directive)
    {
        if (directive.Arguments[0].Value is BooleanValueNode constant)
        {
            return constant.Value;
        }

        var name = ((VariableNode)directive.Arguments[0].Value).Name;
        for (var i = 0; i < conditions.Count; i++)
        {
            if (conditions[i] == name)
            {
                return (mask & (UInt128.One << i)) != UInt128.Zero;
            }
        }

        return false;
    }

    private FieldPlan Field(ObjectType type, List<FieldNode> nodes)
    {
        var first = nodes[0];
        var schema = Compiler.Executable.Schema;
        var definition = schema.FieldOf(type, first.Name)!;
        var isTypeName = ReferenceEquals(definition, schema.TypeNameField);
        var resolver = isTypeName ? null : Compiler.Executable.Resolver(definition);
        return new FieldPlan
        {
            ResponseName = first.ResponseName,
            Prefix = Encoding.ASCII.GetBytes($"\"{first.ResponseName}\":{(isTypeName ? $"\"{type.Name}\"" : "")}"),
            Resolver = resolver,
            Definition = definition,
            Nodes = nodes,
            Leaf = resolver is { TakesContext: false } ? Kind(definition.Type.Nullable) : LeafKind.None,
            Selections = definition.Type.Named.IsComposite ? new SelectionPlan(this, [.. nodes.Select(n => n.SelectionSet!)]) : null,
            ConstantArguments = ArgumentCoercion.Constants(definition, first),
        };
    }

    private static LeafKind Kind(GraphType type) => type is not ScalarType scalar ? LeafKind.None : scalar.Name switch
    {
        "String" or "ID" => LeafKind.String,
        "Int" => LeafKind.Int,
        "Boolean" => LeafKind.Boolean,
        "Float" => LeafKind.Float,
        _ => LeafKind.None,
    };
}
