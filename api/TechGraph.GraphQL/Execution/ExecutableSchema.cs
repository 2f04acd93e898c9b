using System.Collections.Frozen;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL.Execution;

/// <summary>A schema with its resolvers; immutable and shared by all requests.</summary>
internal sealed class ExecutableSchema
{
    private readonly FrozenDictionary<Field, FieldResolver> _resolvers;
    private readonly FrozenDictionary<Field, StreamResolver> _streams;
    private readonly FrozenDictionary<string, Func<object, string>> _typeResolvers;

    private ExecutableSchema(
        Schema schema,
        ExecutionOptions options,
        Dictionary<Field, FieldResolver> resolvers,
        Dictionary<Field, StreamResolver> streams,
        IEnumerable<KeyValuePair<string, Func<object, string>>> typeResolvers)
    {
        (Schema, Options) = (schema, options);
        _resolvers = resolvers.ToFrozenDictionary();
        _streams = streams.ToFrozenDictionary();
        _typeResolvers = typeResolvers.ToFrozenDictionary();
    }

    public Schema Schema { get; }

    public ExecutionOptions Options { get; }

    /// <summary>Stored documents by id.</summary>
    public DocumentStore Stored { get; private set; } = null!;

    /// <summary>Stored documents in the order given.</summary>
    public IReadOnlyList<StoredDocument> StoredDocuments { get; private set; } = [];

    public FieldResolver Resolver(Field field) => _resolvers[field];

    /// <summary>Returns the resolver that opens the event source of a subscription field.</summary>
    public StreamResolver Stream(Field field) => _streams[field];

    public Func<object, string> TypeResolver(CompositeType type) => _typeResolvers[type.Name];

    /// <summary>Builds the schema and checks the map.</summary>
    /// <exception cref="SchemaException">The SDL is invalid, or the map does not fit it. The exception lists every problem of the SDL or, if the SDL is valid, every problem of the map.</exception>
    public static ExecutableSchema Build(ResolverMap map, ExecutionOptions options)
    {
        var codecs = new Dictionary<string, ScalarCodec>();
        var problems = new List<GraphQLError>();
        foreach (var (name, codec) in map.Codecs)
        {
            if (!codecs.TryAdd(name, codec))
            {
                problems.Add(new GraphQLError($"Scalar \"{name}\" has two codecs."));
            }
        }

        var schema = SchemaBuilder.Build(map.Documents, codecs);
        var check = new ResolverMapCheck(schema, map, problems);
        var resolvers = check.Run();
        if (problems.Count > 0)
        {
            throw new SchemaException(problems);
        }

        var executable = new ExecutableSchema(schema, options, resolvers, check.Streams, map.TypeResolvers);
        executable.Stored = DocumentStore.Create(map.StoredDocuments, executable, problems);
        executable.StoredDocuments = map.StoredDocuments;
        return problems.Count == 0 ? executable : throw new SchemaException(problems);
    }
}
