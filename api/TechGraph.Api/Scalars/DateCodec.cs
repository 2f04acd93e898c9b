using System.Globalization;
using System.Text.Json;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Types;

namespace TechGraph.Api.Scalars;

/// <summary>The scalar <c>Date</c>: a day, <c>2025-12-29</c>.</summary>
internal sealed class DateCodec : IScalarCodec<DateOnly>
{
    public DateOnly FromLiteral(ValueNode v) => Read((v as StringValueNode)?.Value);

    public DateOnly FromJson(JsonElement v) => Read(v.ValueKind == JsonValueKind.String ? v.GetString() : null);

    public void Write(DateOnly value, ILeafWriter w) => w.WriteString(Text(value));

    public ValueNode ToLiteral(DateOnly value) => new StringValueNode(Text(value));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException("A Date must be a day in quotes, such as \"2025-12-29\".");
}
