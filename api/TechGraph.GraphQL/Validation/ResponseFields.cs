using System.Runtime.InteropServices;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Validation;

/// <summary>A selected field with its definition.</summary>
/// <param name="Node">The field as the document selects it.</param>
/// <param name="Parent">Type of the selection set that contains it; null if it is unknown.</param>
/// <param name="Definition">Field of the schema; null if it is unknown.</param>
internal readonly record struct ResponseField(FieldNode Node, CompositeType? Parent, Field? Definition);

/// <summary>Fields of one object of a response, with fragments expanded, grouped by response name.</summary>
/// <remarks>A group is a linked list inside one list, so that a cleared instance can be reused without allocation.</remarks>
internal sealed class ResponseFields
{
    private readonly List<ResponseField> _fields = [];
    private readonly List<int> _next = [];
    private readonly List<bool> _isFirst = [];
    private readonly Dictionary<string, (int First, int Last)> _groups = [];

    /// <summary>Selection sets that were added already: each is added once.</summary>
    public HashSet<SelectionSetNode> Seen { get; } = [];

    public int Count => _fields.Count;

    public ResponseField this[int index] => _fields[index];

    /// <summary>Whether the field is the first with its response name.</summary>
    public bool IsFirst(int index) => _isFirst[index];

    /// <summary>Index of the next field with the same response name; -1 after the last.</summary>
    public int Next(int index) => _next[index];

    public void Add(ResponseField field)
    {
        var index = _fields.Count;
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, field.Node.ResponseName, out var exists);
        if (exists)
        {
            _next[group.Last] = index;
            group.Last = index;
        }
        else
        {
            group = (index, index);
        }

        _fields.Add(field);
        _next.Add(-1);
        _isFirst.Add(!exists);
    }

    /// <summary>Whether all fields of a group have the same parent type.</summary>
    public bool HaveOneParent(int first)
    {
        for (var at = _next[first]; at >= 0; at = _next[at])
        {
            if (!ReferenceEquals(_fields[at].Parent, _fields[first].Parent))
            {
                return false;
            }
        }

        return true;
    }

    public void Clear()
    {
        _fields.Clear();
        _next.Clear();
        _isFirst.Clear();
        _groups.Clear();
        Seen.Clear();
    }
}
