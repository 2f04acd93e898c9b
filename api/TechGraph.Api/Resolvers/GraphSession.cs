using TechGraph.Api.Access;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Errors;
using TechGraph.Stores.History;

namespace TechGraph.Api.Resolvers;

/// <summary>Gives all fields of one request the same version of the graph: the newest, or the one that the client names.</summary>
internal sealed class GraphSession(
    IGraphStore store, Terms terms, LocalQueries? local = null, PastGraphs? past = null, IHttpContextAccessor? http = null)
{
    private readonly Lock _gate = new();
    private Task<IGraphView>? _view;

    public Task<IGraphView> ViewAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _view ??= ReadAsync(cancellation);
        }
    }

    /// <summary>Runs a function that reads the graph in many places.</summary>
    /// <param name="question">Reads only the view that it is given; it may run more than once.</param>
    /// <param name="cancellation">Stops the run.</param>
    public async Task<T> AskAsync<T>(Func<IGraphView, T> question, CancellationToken cancellation) =>
        await (await ViewAsync(cancellation)).AskAsync(question, cancellation);

    /// <summary>
    /// The error that clients receive when the store fails. Its message may name files or addresses of the server, so clients receive the
    /// code.
    /// </summary>
    public static GraphQLError? Explain(Exception failure) =>
        failure is StoreException known ? new GraphQLError("The graph cannot be read at the moment.", known.Code, cause: known) : null;

    private Task<IGraphView> ReadAsync(CancellationToken cancellation) =>
        past is not null && http?.HttpContext?.Request.Headers[PastGraphs.Header].ToString() is { Length: > 0 } point
            ? past.ReadAsync(point, cancellation)
            : local?.Recorded is { } recorded ? RecordedGraph.ReadAsync(store, recorded, terms, cancellation)
            : store.ReadAsync(cancellation: cancellation).AsTask();
}
