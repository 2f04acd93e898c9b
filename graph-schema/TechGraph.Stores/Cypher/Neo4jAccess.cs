using TechGraph.Core.Graph;

namespace TechGraph.Stores.Cypher;

/// <summary>Runs work on the database: migrates it before the first use, and turns failures into errors of the store.</summary>
internal sealed class Neo4jAccess(Migrator migrator, Neo4jOptions options) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1);
    private bool _isPrepared;

    /// <summary>Runs some work on the database.</summary>
    /// <exception cref="StoreException">The work failed.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await PrepareAsync(cancellation).ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is CypherException || WriteRetries.IsExhausted(failure))
        {
            throw Neo4jErrors.Of(failure, options);
        }
    }

    public void Dispose() => _preparing.Dispose();

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _isPrepared))
        {
            return;
        }

        await _preparing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_isPrepared)
            {
                await migrator.RunAsync(cancellation).ConfigureAwait(false);
                Volatile.Write(ref _isPrepared, true);
            }
        }
        finally
        {
            _preparing.Release();
        }
    }
}
