using System.Text.Json;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Converts values of a scalar, independent of their CLR type.</summary>
internal abstract class ScalarCodec
{
    public abstract object FromLiteral(ValueNode literal);

    public abstract object FromJson(JsonElement json);

    /// <summary>Writes a value that a resolver returned.</summary>
    public abstract void Write(object value, ILeafWriter writer);

    public abstract ValueNode ToLiteral(object value);

    /// <summary>CLR type that <c>Arg</c> reads.</summary>
    public abstract Type ValueType { get; }
}

/// <summary>Codec of a custom scalar.</summary>
internal sealed class CustomCodec<T>(string name, IScalarCodec<T> inner) : ScalarCodec
{
    public override Type ValueType => typeof(T);

    public override object FromLiteral(ValueNode literal) => inner.FromLiteral(literal)!;

    public override object FromJson(JsonElement json) => inner.FromJson(json)!;

    public override void Write(object value, ILeafWriter writer) =>
        inner.Write(value is T typed ? typed : throw new FormatException($"{name} cannot represent a value of type {value.GetType().Name}."), writer);

    public override ValueNode ToLiteral(object value) => inner.ToLiteral((T)value);
}
