using TechGraph.Core.Graph;

namespace TechGraph.Stores.Cypher;

/// <summary>Gives views of the database.</summary>
internal interface IViewSource : IDisposable
{
    /// <summary>When the server stopped answering; null: it answered the last query.</summary>
    DateTimeOffset? StaleSince { get; }

    /// <summary>The newest view that is available now.</summary>
    /// <exception cref="StoreException">No view is available, or none as new as requested.</exception>
    ValueTask<IGraphView> ReadAsync(long atLeast, CancellationToken cancellation);

    /// <summary>Makes the next read query the server immediately, because something was written.</summary>
    void RefreshNow();
}
