using Microsoft.Extensions.Options;
using TechGraph.Api.Startup;
using TechGraph.GraphQL;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Vocabulary;
using TechGraph.Stores.History;

namespace TechGraph.Api.Resolvers;

/// <summary>
/// Graphs as they were recorded once, for requests with the header <see cref="Header"/>. One is worked out at a time, and the last few are
/// kept: each is a whole graph in memory. Safe for concurrent use.
/// </summary>
internal sealed class PastGraphs(IGraphStore store, Terms terms, IOptions<ApiOptions> options) : IDisposable
{
    /// <summary>Names the point of record time: <c>12</c>, <c>2026-11-24</c> or <c>2026-11-24T18:00:00Z</c>.</summary>
    public const string Header = "TechGraph-Recorded";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly LinkedList<(string Key, IGraphView View)> _kept = new();

    /// <summary>The graph at a point that a client names.</summary>
    /// <exception cref="GraphQLError">BAD_USER_INPUT: it names no point, or the server gives no past graphs; NOT_FOUND: there is no such version.</exception>
    public async Task<IGraphView> ReadAsync(string text, CancellationToken cancellation)
    {
        var most = options.Value.PastGraphs;
        if (most == 0)
        {
            throw new GraphQLError("This server gives no graphs of the past (TechGraph:PastGraphs is 0).", "BAD_USER_INPUT");
        }

        var point = RecordedPoint.Parse(text);
        if (point.Value is not { } wanted)
        {
            throw new GraphQLError($"{Header}: {point.Fault!.Text}", "BAD_USER_INPUT");
        }

        await _gate.WaitAsync(cancellation);
        try
        {
            // What a day of today holds may grow; a version stays what it is.
            var head = wanted.Sequence is null ? (await store.HeadAsync(cancellation)).Sequence : 0;
            var key = FormattableString.Invariant($"{wanted} {head}");
            var node = Find(key);
            if (node is null)
            {
                node = new LinkedListNode<(string, IGraphView)>((key, await RecordedGraph.ReadAsync(store, wanted, terms, cancellation)));
                while (_kept.Count >= most)
                {
                    _kept.RemoveLast();
                }
            }
            else
            {
                _kept.Remove(node);
            }

            _kept.AddFirst(node);
            return node.Value.View;
        }
        catch (StoreException behind) when (behind.Code == "STORE_BEHIND")
        {
            throw new GraphQLError(behind.Message, "NOT_FOUND", cause: behind);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private LinkedListNode<(string Key, IGraphView View)>? Find(string key)
    {
        var node = _kept.First;
        while (node is not null && node.Value.Key != key)
        {
            node = node.Next;
        }

        return node;
    }
}
