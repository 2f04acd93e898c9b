using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Types;

/// <summary>The four ways of a custom scalar between documents, JSON and the CLR.</summary>
/// <remarks>
/// Specification, section 3.5. A value that the scalar refuses is told by a <see cref="FormatException"/> or a
/// <see cref="GraphQLError"/>, whose message goes to the client; neither side ever sees a GraphQL null.
/// </remarks>
/// <typeparam name="T">The CLR type of a value; resolvers give it and <c>Arg</c> reads it.</typeparam>
public interface IScalarCodec<T>
{
    /// <summary>Reads a literal of a document; it holds no variables.</summary>
    T FromLiteral(ValueNode v);

    /// <summary>Reads a value of the request's <c>variables</c>.</summary>
    T FromJson(JsonElement v);

    /// <summary>Writes one value to the response: exactly one call of the writer.</summary>
    void Write(T value, ILeafWriter w);

    /// <summary>The literal of a value, for printed default values.</summary>
    ValueNode ToLiteral(T value);
}
