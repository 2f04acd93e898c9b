using TechGraph.Core.Graph;

namespace TechGraph.Stores.Cypher;

/// <summary>How views of the database are had.</summary>
internal interface IViewSource : IDisposable
{
    /// <summary>Since when the server has not answered; null: it answered when last asked.</summary>
    DateTimeOffset? StaleSince { get; }

    /// <summary>The newest view that can be had now.</summary>
    /// <exception cref="StoreException">None can be had, or none as new as that.</exception>
    ValueTask<IGraphView> ReadAsync(long atLeast, CancellationToken cancellation);

    /// <summary>The next read looks at once, since something has been written.</summary>
    void RefreshNow();
}
