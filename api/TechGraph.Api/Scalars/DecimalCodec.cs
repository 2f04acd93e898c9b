using System.Globalization;
using System.Text.Json;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Scalars;

/// <summary>The scalar <c>Decimal</c>: an exact number.</summary>
internal sealed class DecimalCodec : IScalarCodec<decimal>
{
    public decimal FromLiteral(ValueNode v) => v switch
    {
        IntValueNode whole => Read(whole.Text),
        FloatValueNode number => Read(number.Text),
        _ => throw Refuse(),
    };

    public decimal FromJson(JsonElement v) => v.ValueKind == JsonValueKind.Number && v.TryGetDecimal(out var number) ? number : throw Refuse();

    public void Write(decimal value, ILeafWriter w) => w.WriteNumber(value);

    public ValueNode ToLiteral(decimal value) => new FloatValueNode(value.ToString(CultureInfo.InvariantCulture));

    private static decimal Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Refuse();

    private static FormatException Refuse() => new("A Decimal must be a number of at most 28 digits.");
}
