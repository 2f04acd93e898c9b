using System.Globalization;
using System.Text;

namespace TechGraph.GraphQL.Errors;

/// <summary>Path in a response: response names (aliases) and list indices, from the root down.</summary>
/// <remarks>Specification, section 7.1.2 "Errors", entry <c>path</c>.</remarks>
public sealed class ResponsePath
{
    private ResponsePath(ResponsePath? parent, string? name, int index) => (Parent, Name, Index) = (parent, name, index);

    /// <summary>Path of the response's root: no segments.</summary>
    public static ResponsePath Root { get; } = new(null, null, -1);

    /// <summary>Path without its last segment; null at the root.</summary>
    public ResponsePath? Parent { get; }

    /// <summary>The response name of this segment; null at the root and for a list index.</summary>
    public string? Name { get; }

    /// <summary>The list index of this segment, from 0; -1 at the root and for a response name.</summary>
    public int Index { get; }

    /// <summary>Returns the path of a field below this one.</summary>
    public ResponsePath Append(string name) => new(this, name, -1);

    /// <summary>Returns the path of a list item below this one; <paramref name="index"/> counts from 0.</summary>
    public ResponsePath Append(int index) => new(this, null, index);

    /// <summary>The segments from the root down: each a <see cref="string"/> or an <see cref="int"/>.</summary>
    public IReadOnlyList<object> ToSegments()
    {
        var segments = new List<object>();
        for (var at = this; at.Parent is not null; at = at.Parent)
        {
            segments.Add(at.Name is null ? at.Index : at.Name);
        }

        segments.Reverse();
        return segments;
    }

    /// <summary>The path in the form <c>a.b[0].c</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var segment in ToSegments())
        {
            if (segment is int index)
            {
                text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else
            {
                text.Append(text.Length == 0 ? "" : ".").Append(segment);
            }
        }

        return text.ToString();
    }
}
