using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>Converts values of a custom scalar: from literals and JSON, to JSON and literals.</summary>
/// <remarks>
/// Specification, section 3.5. To reject a value, throw a <see cref="FormatException"/> or a <see cref="GraphQLError"/>; its message
/// goes to the client. A codec never receives a GraphQL null and never returns one.
/// </remarks>
/// <typeparam name="T">CLR type of a value: resolvers return it, and <c>Arg</c> reads it.</typeparam>
public interface IScalarCodec<T>
{
    /// <summary>Reads a literal of a document; it contains no variables.</summary>
    T FromLiteral(ValueNode v);

    /// <summary>Reads a value from the request's <c>variables</c>.</summary>
    T FromJson(JsonElement v);

    /// <summary>Writes one value to the response, with exactly one call of the writer.</summary>
    void Write(T value, ILeafWriter w);

    /// <summary>Returns the literal of a value, for printed default values.</summary>
    ValueNode ToLiteral(T value);
}
