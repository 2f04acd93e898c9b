using System.Collections.Concurrent;
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
            return _view ??= store.ReadAsync(cancellation: cancellation).AsTask();
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
