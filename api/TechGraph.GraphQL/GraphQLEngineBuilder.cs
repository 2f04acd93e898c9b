using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;
using TechGraph.GraphQL.Types;

namespace TechGraph.GraphQL;

/// <summary>Collects a schema, its resolver map and settings. Problems are reported together when the engine starts.</summary>
public sealed class GraphQLEngineBuilder
{
    private readonly ResolverMap _map = new();
    private readonly List<ScalarEntry> _scalars = [];
    private readonly List<Action<GraphQLOptions>> _options = [];

    /// <summary>The resolvers as plain data, for other hosts of the same schema.</summary>
    public IReadOnlyList<FieldEntry> Fields => _map.Fields;

    /// <summary>The event sources of subscriptions as plain data.</summary>
    public IReadOnlyList<StreamEntry> Streams => _map.Streams;

    /// <summary>The SDL documents in the order given.</summary>
    public IReadOnlyList<string> Documents => _map.Documents;

    /// <summary>The stored documents.</summary>
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

    /// <summary>Sets the codec of a scalar, which reads and writes its values.</summary>
    public GraphQLEngineBuilder Scalar<T>(string name, IScalarCodec<T> codec)
    {
        _map.Codecs.Add(new(name, new CustomCodec<T>(name, codec)));
        _scalars.Add(new ScalarEntry(name, typeof(T), codec));
        return this;
    }

    /// <summary>Sets the type resolver of an interface or union.</summary>
    /// <param name="name">Name of the interface or union.</param>
    /// <param name="typeName">Returns the name of a value's object type.</param>
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

    /// <summary>Sets the resolver of a field.</summary>
    /// <param name="type">An object type; or an interface, for all object types that implement it and have no resolver of their own.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="resolver">
    /// Takes the parent's value, or an <see cref="IFieldContext"/> if it needs arguments, services or the request. It may return a
    /// <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/>. An enum value is the SDL name or a CLR enum member with that
    /// name in Pascal case. A list is anything enumerable but a string.
    /// </param>
    /// <typeparam name="TParent">The CLR type of the parent's values, or <see cref="IFieldContext"/>.</typeparam>
    /// <typeparam name="TResult">The CLR type of the result.</typeparam>
    public GraphQLEngineBuilder Field<TParent, TResult>(string type, string field, Func<TParent, TResult> resolver)
    {
        _map.Field(type, field, resolver);
        return this;
    }

    /// <summary>Sets the resolver of a field that resolves all parents of one level together.</summary>
    /// <param name="type">An object type; or an interface, as for <see cref="Field"/>.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="resolver">
    /// Returns one value for each parent, in their order. It runs when nothing else of the request can make progress. If a value is an
    /// exception, the field of that parent fails; if the resolver throws, the fields of all parents fail.
    /// </param>
    public GraphQLEngineBuilder Batch<TParent, TResult>(
        string type, string field, Func<IBatchContext<TParent>, Task<IReadOnlyList<TResult>>> resolver)
    {
        _map.Fields.Add(new FieldEntry(type, field, new BatchResolver<TParent, TResult>($"{type}.{field}", resolver)));
        return this;
    }

    /// <summary>Sets the event source of a subscription field.</summary>
    /// <param name="type">Root type of subscriptions.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="resolver">
    /// Opens the source; if it throws, the request is rejected. Each event is the parent of the field's resolver or, if the field has
    /// none, its value. The source is disposed when it ends or the subscription ends.
    /// </param>
    /// <param name="overflow">What to do when events arrive faster than they are read.</param>
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

    /// <summary>
    /// Stores a document that requests can name, see <see cref="HttpOptions.StoredDocuments"/>. It is validated when the engine
    /// starts.
    /// </summary>
    /// <param name="id">Letters, digits and <c>- . _ ~</c>. Requests can also use <c>sha256:</c> and the hash of the text as id.</param>
    /// <param name="text">Text of the document.</param>
    public GraphQLEngineBuilder Store(string id, string text)
    {
        _map.StoredDocuments.Add(new StoredDocument(id, text));
        return this;
    }

    /// <summary>Returns the schema as one SDL text: all documents merged, without built-in definitions.</summary>
    /// <exception cref="SchemaException">The SDL is invalid.</exception>
    public string ExportSdl() => SdlPrinter.Print(SchemaBuilder.Build(_map.Documents));

    /// <summary>Changes settings; later changes overwrite earlier ones.</summary>
    public GraphQLEngineBuilder Options(Action<GraphQLOptions> change)
    {
        _options.Add(change);
        return this;
    }

    /// <summary>Builds the engine.</summary>
    /// <exception cref="SchemaException">The schema, the map or a stored document is invalid; the exception lists every problem.</exception>
    internal GraphQLEngine Build(bool isDevelopment)
    {
        var options = BuildOptions(isDevelopment);
        return new GraphQLEngine(ExecutableSchema.Build(_map, options), options.Http);
    }

    /// <summary>Returns the settings with all changes; <paramref name="isDevelopment"/> decides those that depend on the environment.</summary>
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
