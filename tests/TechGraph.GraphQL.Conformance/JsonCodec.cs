using System.Globalization;
using System.Text.Json;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Conformance;

/// <summary>Codec of a scalar for any JSON.</summary>
internal sealed class JsonCodec : IScalarCodec<JsonElement>
{
    public JsonElement FromLiteral(ValueNode v) => JsonSerializer.SerializeToElement(Untyped(v));

    public JsonElement FromJson(JsonElement v) => v.Clone();

    public void Write(JsonElement value, ILeafWriter w) => w.WriteJson(value);

    public ValueNode ToLiteral(JsonElement value) => ValueLiteral.Of(value);

    private static object? Untyped(ValueNode literal) => literal switch
    {
        IntValueNode number => double.Parse(number.Text, CultureInfo.InvariantCulture),
        FloatValueNode number => double.Parse(number.Text, CultureInfo.InvariantCulture),
        StringValueNode text => text.Value,
        BooleanValueNode truth => truth.Value,
        EnumValueNode name => name.Name,
        ListValueNode list => list.Items.Select(Untyped).ToArray(),
        ObjectValueNode given => given.Fields.DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => Untyped(f.Value)),
        _ => null,
    };
}
