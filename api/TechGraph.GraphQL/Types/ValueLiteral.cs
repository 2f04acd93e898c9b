using System.Globalization;
using System.Text.Json;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Converts coerced input values to literals.</summary>
internal static class ValueLiteral
{
    /// <param name="type">Type of the value; null if only its CLR type is known.</param>
    /// <param name="value">Coerced value; null is GraphQL's null.</param>
    public static ValueNode Of(GraphType? type, object? value) => (type?.Nullable, value) switch
    {
        (_, null) => new NullValueNode(),
        (ListType list, object?[] items) => new ListValueNode([.. items.Select(item => Of(list.Inner, item))]),
        (InputObjectType input, InputObject given) =>
            new ObjectValueNode([.. given.Select(e => new ObjectFieldNode(e.Key, Of(input.FieldsByName[e.Key].Type, e.Value)))]),
        (EnumType, string name) => new EnumValueNode(name),
        (ScalarType { Codec: { } codec }, _) => codec.ToLiteral(value),
        (_, JsonElement json) => Of(json),
        _ => new StringValueNode(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    /// <summary>Converts a JSON value to a literal; numbers keep their spelling.</summary>
    public static ValueNode Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => new NullValueNode(),
        JsonValueKind.True or JsonValueKind.False => new BooleanValueNode(json.GetBoolean()),
        JsonValueKind.String => new StringValueNode(json.GetString()!),
        JsonValueKind.Array => new ListValueNode([.. json.EnumerateArray().Select(Of)]),
        JsonValueKind.Object => new ObjectValueNode([.. json.EnumerateObject().Select(m => new ObjectFieldNode(m.Name, Of(m.Value)))]),
        _ when json.GetRawText() is var raw && raw.AsSpan().ContainsAny('.', 'e', 'E') => new FloatValueNode(raw),
        _ => new IntValueNode(json.GetRawText()),
    };
}
