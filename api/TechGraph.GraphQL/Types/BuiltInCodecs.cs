using System.Globalization;
using System.Text.Json;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Codecs of the five built-in scalars. Specification, section 3.5.</summary>
internal static class BuiltInCodecs
{
    public static ScalarCodec? Find(string name) => name switch
    {
        "Int" => new IntCodec(),
        "Float" => new FloatCodec(),
        "String" => new StringCodec(),
        "Boolean" => new BooleanCodec(),
        "ID" => new IdCodec(),
        _ => null,
    };

    private static FormatException Refuse(string name, string what) => new($"{name} takes {what}.");

    private sealed class IntCodec : ScalarCodec
    {
        private static FormatException Wrong => Refuse("Int", "a whole number from -2147483648 to 2147483647");

        public override Type ValueType => typeof(int);

        public override object FromLiteral(ValueNode literal) =>
            literal is IntValueNode number && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong;

        // JSON has one kind of number: 1.0 and 1e2 are whole numbers, too.
        public override object FromJson(JsonElement json) =>
            json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue + 1.0
                && value <= int.MaxValue
                ? (int)value
                : throw Wrong;

        public override void Write(object value, ILeafWriter writer) => writer.WriteNumber(value switch
        {
            int number => number,
            short number => number,
            byte number => number,
            long number when number is >= int.MinValue and <= int.MaxValue => number,
            double number when number == Math.Floor(number) && number is >= int.MinValue and <= int.MaxValue => (long)number,
            decimal number when number == Math.Floor(number) && number is >= int.MinValue and <= int.MaxValue => (long)number,
            _ => throw new FormatException($"Int cannot represent {Convert.ToString(value, CultureInfo.InvariantCulture)}."),
        });

        public override ValueNode ToLiteral(object value) => new IntValueNode(Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }

    private sealed class FloatCodec : ScalarCodec
    {
        private static FormatException Wrong => Refuse("Float", "a finite number");

        public override Type ValueType => typeof(double);

        public override object FromLiteral(ValueNode literal) => literal switch
        {
            IntValueNode number => Parse(number.Text),
            FloatValueNode number => Parse(number.Text),
            _ => throw Wrong,
        };

        public override object FromJson(JsonElement json) =>
            json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Wrong;

        public override void Write(object value, ILeafWriter writer)
        {
            switch (value)
            {
                case double number when double.IsFinite(number):
                    writer.WriteNumber(number);
                    break;
                case float number when float.IsFinite(number):
                    writer.WriteNumber(number);
                    break;
                case decimal number:
                    writer.WriteNumber(number);
                    break;
                case int or long or short or byte:
                    writer.WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new FormatException($"Float cannot represent {Convert.ToString(value, CultureInfo.InvariantCulture)}.");
            }
        }

        public override ValueNode ToLiteral(object value) => new FloatValueNode(Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));

        private static object Parse(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Wrong;
    }

    private sealed class StringCodec : ScalarCodec
    {
        public override Type ValueType => typeof(string);

        public override object FromLiteral(ValueNode literal) => literal is StringValueNode text ? text.Value : throw Refuse("String", "a text in quotes");

        public override object FromJson(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Refuse("String", "a text");

        public override void Write(object value, ILeafWriter writer) =>
            writer.WriteString(value as string ?? throw new FormatException($"String cannot represent a value of type {value.GetType().Name}."));

        public override ValueNode ToLiteral(object value) => new StringValueNode((string)value);
    }

    private sealed class BooleanCodec : ScalarCodec
    {
        public override Type ValueType => typeof(bool);

        public override object FromLiteral(ValueNode literal) => literal is BooleanValueNode truth ? truth.Value : throw Refuse("Boolean", "true or false");

        public override object FromJson(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refuse("Boolean", "true or false"),
        };

        public override void Write(object value, ILeafWriter writer) =>
            writer.WriteBoolean(value as bool? ?? throw new FormatException($"Boolean cannot represent a value of type {value.GetType().Name}."));

        public override ValueNode ToLiteral(object value) => new BooleanValueNode((bool)value);
    }

    private sealed class IdCodec : ScalarCodec
    {
        private static FormatException Wrong => Refuse("ID", "a text or a whole number");

        public override Type ValueType => typeof(string);

        public override object FromLiteral(ValueNode literal) => literal switch
        {
            StringValueNode text => text.Value,
            IntValueNode number => number.Text,
            _ => throw Wrong,
        };

        public override object FromJson(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number => Whole(json.GetRawText(), json.GetDouble()),
            _ => throw Wrong,
        };

        // JSON has one kind of number, so 4.0 is the whole number 4. A number of digits alone is kept as written, whatever its length.
        private static string Whole(string raw, double value) =>
            raw.AsSpan().IndexOfAnyExcept("-0123456789") < 0 ? raw == "-0" ? "0" : raw
            : value == Math.Floor(value) && Math.Abs(value) < 1e21 ? new System.Numerics.BigInteger(value).ToString(CultureInfo.InvariantCulture)
            : throw Wrong;

        public override void Write(object value, ILeafWriter writer) => writer.WriteString(value switch
        {
            string text => text,
            int or long or short or byte => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            double number when number == Math.Floor(number) && Math.Abs(number) < 1e21 => new System.Numerics.BigInteger(number).ToString(CultureInfo.InvariantCulture),
            Guid id => id.ToString(),
            _ => throw new FormatException($"ID cannot represent a value of type {value.GetType().Name}."),
        });

        public override ValueNode ToLiteral(object value) => new StringValueNode((string)value);
    }
}
