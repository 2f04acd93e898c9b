using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.GraphQL.Errors;
using TechGraph.Stores.History;

namespace TechGraph.Api.Resolvers;

/// <summary>
/// Recorded versions of the graph, for requests with the header <see cref="Header"/>. The last few are kept; each is a complete graph in
/// memory. Concurrent requests for one version share it. Once its construction has begun, it is completed, even if all requests for it are
/// cancelled. Safe for concurrent use.
/// </summary>
internal sealed class PastGraphs(IGraphStore store, Terms terms, IOptions<PastGraphOptions> options) : IDisposable
{
    /// <summary>The header that names a point of record time: <c>12</c>, <c>2026-11-24</c> or <c>2026-11-24T18:00:00Z</c>.</summary>
    public const string Header = "TechGraph-Recorded";

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _working = new(1);
    private readonly LinkedList<(long Sequence, Task<IGraphView> View)> _kept = new();

    /// <summary>The graph at a point that a client names.</summary>
    /// <exception cref="GraphQLError">
    /// BAD_USER_INPUT: the text is not a point of record time, or the server keeps no recorded versions; NOT_FOUND: there is no such version; GRAPH_BUSY: as
    /// many versions as may be kept are under construction.
    /// </exception>
    public async Task<IGraphView> ReadAsync(string text, CancellationToken cancellation)
    {
        if (options.Value.PastGraphs == 0)
        {
            throw new GraphQLError("This server does not serve earlier versions of the graph (TechGraph:PastGraphs is 0).", "BAD_USER_INPUT");
        }

        var point = RecordedPoint.Parse(text);
        if (point.Value is not { } wanted)
        {
            throw new GraphQLError($"{Header}: {point.Error!.Text}", "BAD_USER_INPUT");
        }

        var sequence = await SequenceOfAsync(wanted, cancellation);
        if (sequence == (await store.HeadAsync(cancellation)).Sequence
            && await store.ReadAsync(sequence, cancellation) is var newest && newest.Version.Sequence == sequence)
        {
            return newest;
        }

        // Not the newest, or no longer the newest.
        return await GetOrBuild(sequence).WaitAsync(cancellation);
    }

    public void Dispose() => _working.Dispose();

    private async Task<long> SequenceOfAsync(RecordedPoint wanted, CancellationToken cancellation)
    {
        try
        {
            return await RecordedGraph.SequenceOfAsync(store, wanted, cancellation);
        }
        catch (StoreException behind) when (behind.Code == "STORE_BEHIND")
        {
            throw new GraphQLError(behind.Message, "NOT_FOUND", cause: behind);
        }
    }

    private Task<IGraphView> GetOrBuild(long sequence)
    {
        lock (_gate)
        {
            var node = _kept.First;
            while (node is not null && node.Value.Sequence != sequence)
            {
                node = node.Next;
            }

            if (node is not null && !node.Value.View.IsFaulted)
            {
                _kept.Remove(node);
            }
            else
            {
                MakeRoom(node);
                node = new((sequence, BuildAsync(sequence)));
            }

            _kept.AddFirst(node);
            return node.Value.View;
        }
    }

    /// <summary>Removes a version that failed, or the complete one that was used longest ago.</summary>
    private void MakeRoom(LinkedListNode<(long Sequence, Task<IGraphView> View)>? failed)
    {
        if (failed is not null)
        {
            _kept.Remove(failed);
        }

        var last = _kept.Last;
        while (_kept.Count >= options.Value.PastGraphs)
        {
            while (last is not null && !last.Value.View.IsCompleted)
            {
                last = last.Previous;
            }

            var unused = last ?? throw new GraphQLError("Other earlier versions of the graph are being rebuilt. Try again in a while.", "GRAPH_BUSY");
            last = unused.Previous;
            _kept.Remove(unused);
        }
    }

    private async Task<IGraphView> BuildAsync(long sequence)
    {
        // One after the other, and outside the first request.
        await _working.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await RecordedGraph.ReadAsync(store, sequence, terms, CancellationToken.None);
        }
        finally
        {
            _working.Release();
        }
    }
}
