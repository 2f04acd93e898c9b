using System.Collections.Concurrent;
using TechGraph.GraphQL;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Resolution;

namespace TechGraph.Api.Resolvers;

/// <summary>One request's look at the graph: every field of it reads the same version.</summary>
internal sealed class GraphSession(IGraphStore store)
{
    private readonly ConcurrentDictionary<DateOnly, Lens> _lenses = [];
    private readonly Lock _gate = new();
    private Task<IGraphView>? _view;
    private Lens? _everything;

    public Task<IGraphView> ViewAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _view ??= ReadAsync(cancellation);
        }
    }

    private async Task<IGraphView> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await store.ReadAsync(cancellation: cancellation);
        }
        catch (StoreException failure)
        {
            // The message names files of the server; clients get the code.
            throw new GraphQLError("The graph cannot be read at the moment.", failure.Code, cause: failure);
        }
    }

    /// <summary>The graph through the sources published by a day; null: all.</summary>
    public async Task<Lens> LensAsync(DateOnly? knownAt, CancellationToken cancellation)
    {
        var view = await ViewAsync(cancellation);
        if (knownAt is { } day)
        {
            return _lenses.GetOrAdd(day, known => new Lens(view, known));
        }

        lock (_gate)
        {
            return _everything ??= new Lens(view);
        }
    }
}
