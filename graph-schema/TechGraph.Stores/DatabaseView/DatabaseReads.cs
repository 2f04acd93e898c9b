using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Cypher;

namespace TechGraph.Stores.DatabaseView;

/// <summary>Gives each reader its own read of the database. Nothing is kept between them.</summary>
internal sealed class DatabaseReads(
    Neo4jAccess access, ICypher cypher, Neo4jRecordReader records, Neo4jOptions options, TimeProvider time, Terms terms) : IViewSource
{
    /// <inheritdoc/>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<IGraphView> ReadAsync(long atLeast, CancellationToken cancellation)
    {
        long sequence;
        try
        {
            // A caller is waiting, so whether the server answers is known within this time, however long a query may take.
            (sequence, _) = await access.RunAsync(() => records.HeadAsync(options.RefreshTimeout, cancellation), cancellation).ConfigureAwait(false);
            StaleSince = null;
        }
        catch (StoreException failure) when (failure.Code == "STORE_AWAY")
        {
            StaleSince ??= time.GetUtcNow();
            throw;
        }

        return sequence >= atLeast
            ? new DatabaseGraph(new DatabaseRead(cypher, records, options, terms, sequence))
            : throw new StoreException("STORE_BEHIND", $"The store is at version {sequence}; version {atLeast} was requested. Try again.");
    }

    /// <inheritdoc/>
    public void RefreshNow()
    {
        // Every read asks the server anyway.
    }

    public void Dispose()
    {
    }
}
