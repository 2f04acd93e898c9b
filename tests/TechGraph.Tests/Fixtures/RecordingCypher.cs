using System.Collections.Concurrent;
using TechGraph.Stores.Cypher;

namespace TechGraph.Tests.Fixtures;

/// <summary>Passes statements on and records their texts.</summary>
internal sealed class RecordingCypher(ICypher inner) : ICypher, IDisposable
{
    public ConcurrentQueue<string> Statements { get; } = [];

    public IAsyncEnumerable<CypherRow> StreamAsync(CypherStatement statement, CypherAccess access, CancellationToken cancellation = default)
    {
        Statements.Enqueue(statement.Text);
        return inner.StreamAsync(statement, access, cancellation);
    }

    public Task<ICypherTransaction> BeginAsync(CancellationToken cancellation = default) => inner.BeginAsync(cancellation);

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
