namespace TechGraph.GraphQL.Types;

/// <summary>Coerced variables of a request with their types. A variable without value and default has no entry.</summary>
internal sealed class VariableValues(int capacity) : Dictionary<string, object?>(capacity), IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, GraphType> _types = new(capacity);

    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = new(0);

    public void Set(string name, GraphType type, object? value)
    {
        this[name] = value;
        _types[name] = type;
    }

    public GraphType? TypeOf(string name) => _types.GetValueOrDefault(name);
}
