using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>One entry of the resolver map.</summary>
public sealed class FieldEntry
{
    internal FieldEntry(string type, string field, FieldResolver resolver) => (Type, Field, Resolver) = (type, field, resolver);

    /// <summary>The object type or interface.</summary>
    public string Type { get; }

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>The function as it was given: from the parent or an <see cref="IFieldContext"/> to a value or a task of one.</summary>
    public Delegate Function => Resolver.Function;

    internal FieldResolver Resolver { get; }
}

/// <summary>The codec of one scalar.</summary>
/// <param name="Name">The scalar.</param>
/// <param name="Type">The CLR type of its values.</param>
/// <param name="Codec">An <see cref="IScalarCodec{T}"/> of that type.</param>
public sealed record ScalarEntry(string Name, Type Type, object Codec);

/// <summary>The source of one subscription.</summary>
public sealed class StreamEntry
{
    internal StreamEntry(string type, string field, StreamResolver resolver) => (Type, Field, Resolver) = (type, field, resolver);

    /// <summary>The subscription root.</summary>
    public string Type { get; }

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>The function as it was given: from an <see cref="IFieldContext"/> to a stream or a task of one.</summary>
    public Delegate Function => Resolver.Function;

    internal StreamResolver Resolver { get; }
}
