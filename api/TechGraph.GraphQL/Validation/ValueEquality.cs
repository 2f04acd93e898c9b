using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Validation;

/// <summary>Compares literals; the order of an input object's fields does not count.</summary>
internal static class ValueEquality
{
    public static bool Equals(ValueNode a, ValueNode b) => (a, b) switch
    {
        (VariableNode x, VariableNode y) => x.Name == y.Name,
        (IntValueNode x, IntValueNode y) => x.Text == y.Text,
        (FloatValueNode x, FloatValueNode y) => x.Text == y.Text,
        (StringValueNode x, StringValueNode y) => x.Value == y.Value,
        (BooleanValueNode x, BooleanValueNode y) => x.Value == y.Value,
        (EnumValueNode x, EnumValueNode y) => x.Name == y.Name,
        (NullValueNode, NullValueNode) => true,
        (ListValueNode x, ListValueNode y) => x.Items.Count == y.Items.Count && !x.Items.Where((item, i) => !Equals(item, y.Items[i])).Any(),
        (ObjectValueNode x, ObjectValueNode y) => x.Fields.Count == y.Fields.Count
            && x.Fields.All(f => y.Fields.FirstOrDefault(o => o.Name == f.Name) is { } other && Equals(f.Value, other.Value)),
        _ => false,
    };
}
