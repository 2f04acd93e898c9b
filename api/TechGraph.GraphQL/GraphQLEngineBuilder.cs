using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL;

/// <summary>Gathers a schema and its resolver map. What is wrong is told when the engine starts, all at once.</summary>
public sealed class GraphQLEngineBuilder
{
    private readonly ResolverMap _map = new();
    private readonly List<ScalarEntry> _scalars = [];
    private readonly List<Action<GraphQLOptions>> _options = [];

    /// <summary>The map of resolvers as plain data, for other hosts of the same schema.</summary>
    public IReadOnlyList<FieldEntry> Fields => _map.Fields;

    /// <summary>The sources of subscriptions as plain data.</summary>
    public IReadOnlyList<StreamEntry> Streams => _map.Streams;

    /// <summary>The SDL documents in the order given.</summary>
    public IReadOnlyList<string> Documents => _map.Documents;

    /// <summary>The documents that the server keeps.</summary>
    public IReadOnlyList<StoredDocument> StoredDocuments => _map.StoredDocuments;

    /// <summary>The codecs of scalars as plain data.</summary>
    public IReadOnlyList<ScalarEntry> Scalars => _scalars;

    /// <summary>The type resolvers of interfaces and unions: from a value to the name of its object type.</summary>
    public IReadOnlyList<KeyValuePair<string, Func<object, string>>> TypeResolvers => _map.TypeResolvers;

    /// <summary>Adds an SDL document; its extensions may extend types of the others.</summary>
    public GraphQLEngineBuilder Sdl(string text)
    {
        _map.Documents.Add(text);
        return this;
    }

    /// <summary>Says how values of a scalar are read and written.</summary>
    public GraphQLEngineBuilder Scalar<T>(string name, IScalarCodec<T> codec)
    {
        _map.Codecs.Add(new(name, new CustomCodec<T>(name, codec)));
        _scalars.Add(new ScalarEntry(name, typeof(T), codec));
        return this;
    }

    /// <summary>Says which object type a value of an interface or union has.</summary>
    /// <param name="name">The interface or union.</param>
    /// <param name="typeName">Gives the name of one of its object types.</param>
    public GraphQLEngineBuilder TypeOf(string name, Func<object, string> typeName)
    {
        _map.TypeResolvers.Add(new(name, typeName));
        return this;
    }

    /// <summary>Maps the fields of one type.</summary>
    /// <param name="name">An object type; or an interface, as for <see cref="Field"/>.</param>
    /// <param name="fields">Adds the fields. A type may be mapped in several parts.</param>
    /// <typeparam name="TParent">The CLR type of the type's values, or <see cref="IFieldContext"/> for a root type.</typeparam>
    public GraphQLEngineBuilder Type<TParent>(string name, Action<TypeMap<TParent>> fields)
    {
        fields(new TypeMap<TParent>(this, name));
        return this;
    }

    /// <summary>Says how a field gets its value.</summary>
    /// <param name="type">An object type; or an interface, for all objects that implement it and have no resolver of their own.</param>
    /// <param name="field">The field.</param>
    /// <param name="resolver">
    /// Takes the parent's value, or an <see cref="IFieldContext"/> where it needs arguments, services or the request. It may
    /// give a <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/>. A value for an enum is the SDL name or a CLR
    /// enum whose member has that name in Pascal case; for a list anything enumerable but a string.
    /// </param>
    /// <typeparam name="TParent">The CLR type of the parent's values, or <see cref="IFieldContext"/>.</typeparam>
    /// <typeparam name="TResult">The CLR type of the result.</typeparam>
    public GraphQLEngineBuilder Field<TParent, TResult>(string type, string field, Func<TParent, TResult> resolver)
    {
        _map.Field(type, field, resolver);
        return this;
    }

    /// <summary>Says how a field gets its values for all parents of one level at once.</summary>
    /// <param name="type">An object type; or an interface, as for <see cref="Field"/>.</param>
    /// <param name="field">The field.</param>
    /// <param name="resolver">
    /// Gives one value for each parent, in their order. It runs when nothing else of the request can make progress. A value that is an
    /// exception fails its parent's field; what the resolver throws fails all of them.
    /// </param>
    public GraphQLEngineBuilder Batch<TParent, TResult>(
        string type, string field, Func<IBatchContext<TParent>, Task<IReadOnlyList<TResult>>> resolver)
    {
        _map.Fields.Add(new FieldEntry(type, field, new BatchResolver<TParent, TResult>($"{type}.{field}", resolver)));
        return this;
    }

    /// <summary>Says where the events of a subscription come from.</summary>
    /// <param name="type">The subscription root.</param>
    /// <param name="field">The field.</param>
    /// <param name="resolver">
    /// Opens the source; what it throws refuses the request. Each event is the parent of the field's own resolver or, where the field
    /// has none, its value. The source is disposed when either side ends.
    /// </param>
    /// <param name="overflow">What to do when events come faster than they are read.</param>
    public GraphQLEngineBuilder Stream<T>(
        string type, string field, Func<IFieldContext, IAsyncEnumerable<T>> resolver, OverflowPolicy overflow = OverflowPolicy.Wait)
    {
        _map.Streams.Add(new StreamEntry(type, field, new StreamResolver<T>(resolver, overflow)));
        return this;
    }

    /// <inheritdoc cref="Stream{T}(string, string, Func{IFieldContext, IAsyncEnumerable{T}}, OverflowPolicy)"/>
    public GraphQLEngineBuilder Stream<T>(
        string type, string field, Func<IFieldContext, Task<IAsyncEnumerable<T>>> resolver, OverflowPolicy overflow = OverflowPolicy.Wait)
    {
        _map.Streams.Add(new StreamEntry(type, field, new TaskStreamResolver<T>(resolver, overflow)));
        return this;
    }

    /// <summary>Keeps a document that requests can name, see <see cref="HttpOptions.StoredDocuments"/>. It is validated when the engine starts.</summary>
    /// <param name="id">Letters, digits and <c>- . _ ~</c>. The document can also be named by <c>sha256:</c> and the hash of its text.</param>
    /// <param name="text">The document.</param>
    public GraphQLEngineBuilder Store(string id, string text)
    {
        _map.StoredDocuments.Add(new StoredDocument(id, text));
        return this;
    }

    /// <summary>The schema as one SDL text: all documents merged, built-in definitions left out.</summary>
    /// <exception cref="SchemaException">The SDL is not valid.</exception>
    public string ExportSdl() => SdlPrinter.Print(SchemaBuilder.Build(_map.Documents));

    /// <summary>Changes settings; the last change wins.</summary>
    public GraphQLEngineBuilder Options(Action<GraphQLOptions> change)
    {
        _options.Add(change);
        return this;
    }

    /// <summary>The engine of this map.</summary>
    /// <exception cref="SchemaException">The schema, the map or a stored document is wrong; every problem is listed.</exception>
    internal GraphQLEngine Build(bool isDevelopment)
    {
        var options = BuildOptions(isDevelopment);
        return new GraphQLEngine(ExecutableSchema.Build(_map, options), options.Http);
    }

    /// <summary>The settings with all changes; what is left to the environment is decided by <paramref name="isDevelopment"/>.</summary>
    internal GraphQLOptions BuildOptions(bool isDevelopment)
    {
        var options = new GraphQLOptions();
        foreach (var change in _options)
        {
            change(options);
        }

        options.AllowIntrospection ??= isDevelopment;
        options.IncludeDetails ??= isDevelopment;
        return options;
    }
}
