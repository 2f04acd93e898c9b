namespace TechGraph.GraphQL.Http;

/// <summary>An operation that runs on a web socket.</summary>
internal sealed class SocketOperation(CancellationToken socket) : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket);
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public CancellationToken Token => _end.Token;

    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Cancels the operation; does nothing if it has ended.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }
        }

        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The operation ended concurrently.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _end.Dispose();
    }
}
