using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>Gives rules the types at the current node, and collects their errors.</summary>
internal sealed class ValidationContext
{
    private readonly Dictionary<ExecutableDefinitionNode, DefinitionUsages> _usages = [];
    private readonly Dictionary<OperationNode, IReadOnlyList<ExecutableDefinitionNode>> _reachable = [];
    private readonly Dictionary<OperationNode, IReadOnlyList<VariableUsage>> _variableUsages = [];
    private readonly ValidationOptions _options;
    private readonly List<GraphQLError> _errors = [];

    public ValidationContext(Schema schema, Document document, ValidationOptions options)
    {
        (Schema, Document, _options) = (schema, document, options);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>())
        {
            Fragments.TryAdd(fragment.Name, fragment);
        }
    }

    public Schema Schema { get; }

    public Document Document { get; }

    public LimitOptions Limits => _options.Limits;

    /// <summary>Fragments by name; if two have the same name, the first.</summary>
    public Dictionary<string, FragmentNode> Fragments { get; } = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Whether the limit of reported errors is reached.</summary>
    public bool IsFull => _errors.Count >= Limits.ValidationErrors;

    /// <summary>Type of the current selection set; null if it is unknown.</summary>
    public CompositeType? ParentType { get; set; }

    /// <summary>Definition of the current field; null if the parent type has no such field.</summary>
    public Field? Field { get; set; }

    /// <summary>Definition of the directive whose arguments are visited; null outside of directives and for an unknown directive.</summary>
    public Directive? Directive { get; set; }

    /// <summary>Location of the current input value.</summary>
    public InputLocation Input { get; set; }

    /// <summary>Definition that is visited.</summary>
    public ExecutableDefinitionNode? Definition { get; set; }

    public DefinitionUsages UsagesOf(ExecutableDefinitionNode definition)
    {
        if (!_usages.TryGetValue(definition, out var uses))
        {
            _usages[definition] = uses = new DefinitionUsages();
        }

        return uses;
    }

    /// <summary>Returns the operation and all fragments that it reaches, each once. Call it after the walk; the result is cached.</summary>
    public IReadOnlyList<ExecutableDefinitionNode> ReachableDefinitions(OperationNode operation) =>
        _reachable.TryGetValue(operation, out var known) ? known : _reachable[operation] = FindReachable(operation);

    /// <summary>
    /// Returns the variable usages of the operation and of all fragments that it reaches. Call it after the walk; the result is
    /// cached.
    /// </summary>
    public IReadOnlyList<VariableUsage> VariableUsages(OperationNode operation) =>
        _variableUsages.TryGetValue(operation, out var known) ? known : _variableUsages[operation] = [.. ReachableDefinitions(operation).SelectMany(d => UsagesOf(d).Variables)];

    private List<ExecutableDefinitionNode> FindReachable(OperationNode operation)
    {
        var reached = new List<ExecutableDefinitionNode> { operation };
        var seen = new HashSet<ExecutableDefinitionNode> { operation };
        for (var at = 0; at < reached.Count; at++)
        {
            foreach (var name in UsagesOf(reached[at]).Spreads)
            {
                if (Fragments.TryGetValue(name, out var fragment) && seen.Add(fragment))
                {
                    reached.Add(fragment);
                }
            }
        }

        return reached;
    }

    /// <summary>Suggests a similar name, if every client may read the schema; otherwise empty.</summary>
    public string Suggestion(string word, IEnumerable<string> candidates) => _options.AllowIntrospection == true ? NameSuggestion.Suggest(word, candidates) : "";

    public void Report(Rule rule, string message, params ReadOnlySpan<int> starts)
    {
        if (IsFull)
        {
            return;
        }

        var extensions = _options.IncludeDetails == true ? new Dictionary<string, object?> { ["rule"] = rule.Name } : null;
        Add(new GraphQLError(message, ErrorCodes.ValidationFailed, extensions), starts);
    }

    public void Report(GraphQLError error, int start) => Add(error, [start]);

    private void Add(GraphQLError error, ReadOnlySpan<int> starts)
    {
        var locations = new SourceLocation[Math.Min(starts.Length, Limits.LocationsPerError)];
        for (var i = 0; i < locations.Length; i++)
        {
            locations[i] = Document.Locate(starts[i]);
        }

        _errors.Add(error.At(locations));
    }
}
