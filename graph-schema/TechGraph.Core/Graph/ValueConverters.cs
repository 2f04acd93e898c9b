using System.Text.Json;
using System.Text.Json.Serialization;
using TechGraph.Core.Model;

namespace TechGraph.Core.Graph;

/// <summary>Writes an id as its text.</summary>
internal sealed class IdConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException("An id must be a text."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}

/// <summary>Writes an enum as its hyphenated word.</summary>
internal sealed class EnumTextConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumTextConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class EnumTextConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EnumText.Kebab(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(EnumText.Kebab(value));

        private static T Parse(string? word) => EnumText.Read<T>(word ?? "") ?? throw new JsonException($"\"{word}\" is not a {typeof(T).Name}.");
    }
}

/// <summary>Writes a partial date as <c>{text, earliest, latest}</c>, because words of the source may narrow the bounds of its text.</summary>
internal sealed class PartialDateConverter : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, JsonSerializerOptions.Default)!;
        return PartialDate.Parse(parts["text"], parts.GetValueOrDefault("not_before"), parts.GetValueOrDefault("not_after")).Require();
    }

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options)
    {
        var plain = PartialDate.Parse(value.Text).Require();
        writer.WriteStartObject();
        writer.WriteString("text", value.Text);
        if (plain.Earliest != value.Earliest)
        {
            writer.WriteString("not_before", value.Earliest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        if (plain.Latest != value.Latest)
        {
            writer.WriteString("not_after", value.Latest.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }
}

/// <summary>Writes a sum as <c>{low, high, currency, qualifier, measure, …}</c>.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    private sealed record Shape(
        decimal? Low, decimal? High, string Currency, Qualifier Qualifier, Measure Measure, string? Meaning, string? Hedge, PartialDate? Period);

    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shape = JsonSerializer.Deserialize<Shape>(ref reader, options)!;
        return Money.Create(shape.Low, shape.High, shape.Currency, shape.Qualifier, shape.Measure).Require() with
        {
            Meaning = shape.Meaning,
            Hedge = shape.Hedge,
            Period = shape.Period,
        };
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        var (low, high) = value.Qualifier switch
        {
            Qualifier.Undisclosed => ((decimal?)null, (decimal?)null),
            Qualifier.MoreThan => (value.Low, null),
            Qualifier.UpTo => (value.High, null),
            _ => (value.Low, value.High == value.Low ? null : value.High),
        };
        JsonSerializer.Serialize(
            writer, new Shape(low, high, value.Currency, value.Qualifier, value.Measure, value.Meaning, value.Hedge, value.Period), options);
    }
}

/// <summary>Writes a share as <c>{low, high, qualifier}</c>.</summary>
internal sealed class ShareConverter : JsonConverter<Share>
{
    private sealed record Shape(decimal? Low, decimal? High, Qualifier Qualifier);

    public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shape = JsonSerializer.Deserialize<Shape>(ref reader, options)!;
        return Share.Create(shape.Low ?? 0, shape.High ?? shape.Low ?? 0, shape.Qualifier).Require();
    }

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Shape(value.Low, value.High, value.Qualifier), options);
}
