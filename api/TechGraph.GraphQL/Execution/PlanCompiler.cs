using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>Compiles the plans of one operation of a valid document.</summary>
internal sealed class PlanCompiler(ExecutableSchema executable, Document document, ObjectType root)
{
    private readonly Dictionary<string, FragmentNode> _fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(f => f.Name);

    public ExecutableSchema Executable { get; } = executable;

    /// <summary>Whether the operation reads the schema; set by <see cref="ConditionsOf"/>.</summary>
    public bool ReadsSchema { get; private set; }

    public FragmentNode Fragment(string name) => _fragments[name];

    public SelectionPlan Compile(OperationNode operation, IReadOnlyList<string> conditions, UInt128 mask)
    {
        var selections = new SelectionPlan(new PlanVariant(this, conditions, mask), [operation.SelectionSet]);
        selections.For(root);
        return selections;
    }

    /// <summary>Returns the variables of <c>@skip</c> and <c>@include</c>, in the order of their first use.</summary>
    public IReadOnlyList<string> ConditionsOf(OperationNode operation)
    {
        var names = new List<string>();
        var visited = new HashSet<string>();
        Gather(operation.SelectionSet);
        return names;

        void Gather(SelectionSetNode set)
        {
            foreach (var selection in set.Selections)
            {
                foreach (var directive in selection.Directives)
                {
                    if (directive is { Name: "skip" or "include", Arguments: [{ Value: VariableNode { Name: var name } }] } && !names.Contains(name))
                    {
                        names.Add(name);
                    }
                }

                switch (selection)
                {
                    case FieldNode { SelectionSet: { } below } field:
                        ReadsSchema |= field.Name is "__schema" or "__type";
                        Gather(below);
                        break;
                    case InlineFragmentNode inline:
                        Gather(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when visited.Add(spread.Name):
                        Gather(Fragment(spread.Name).SelectionSet);
                        break;
                }
            }
        }
    }
}
