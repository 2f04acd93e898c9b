using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>The resolver of a field.</summary>
public sealed class FieldEntry
{
    internal FieldEntry(string type, string field, FieldResolver resolver) => (Type, Field, Resolver) = (type, field, resolver);

    /// <summary>Object type or interface.</summary>
    public string Type { get; }

    /// <summary>Name of the field.</summary>
    public string Field { get; }

    /// <summary>The resolver function: from the parent or an <see cref="IFieldContext"/> to a value or a task of one.</summary>
    public Delegate Function => Resolver.Function;

    internal FieldResolver Resolver { get; }
}

/// <summary>The codec of one scalar.</summary>
/// <param name="Name">Name of the scalar.</param>
/// <param name="Type">CLR type of its values.</param>
/// <param name="Codec">An <see cref="IScalarCodec{T}"/> of that type.</param>
public sealed record ScalarEntry(string Name, Type Type, object Codec);

/// <summary>The event source of a subscription.</summary>
public sealed class StreamEntry
{
    internal StreamEntry(string type, string field, StreamResolver resolver) => (Type, Field, Resolver) = (type, field, resolver);

    /// <summary>Root type of subscriptions.</summary>
    public string Type { get; }

    /// <summary>Name of the field.</summary>
    public string Field { get; }

    /// <summary>The function that opens the source: from an <see cref="IFieldContext"/> to a stream or a task of one.</summary>
    public Delegate Function => Resolver.Function;

    internal StreamResolver Resolver { get; }
}
