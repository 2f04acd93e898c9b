using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>The SDL of a schema, the functions that run it, and the stored documents.</summary>
internal sealed class ResolverMap
{
    /// <summary>SDL documents in the order given.</summary>
    public List<string> Documents { get; } = [];

    public List<FieldEntry> Fields { get; } = [];

    public List<StreamEntry> Streams { get; } = [];

    public List<KeyValuePair<string, ScalarCodec>> Codecs { get; } = [];

    /// <summary>Type resolvers of interfaces and unions: from a value to the name of its object type.</summary>
    public List<KeyValuePair<string, Func<object, string>>> TypeResolvers { get; } = [];

    public List<StoredDocument> StoredDocuments { get; } = [];

    /// <summary>Adds the resolver of a field.</summary>
    public ResolverMap Field<TParent, TResult>(string type, string field, Func<TParent, TResult> resolver)
    {
        Fields.Add(new FieldEntry(type, field, FieldResolver.Create($"{type}.{field}", resolver)));
        return this;
    }
}
