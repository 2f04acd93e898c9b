namespace TechGraph.GraphQL.Http;

/// <summary>One operation of a web socket.</summary>
internal sealed class SocketOperation(CancellationToken socket) : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(socket);
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public CancellationToken Token => _end.Token;

    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>Ends it; one that is over already stays as it is.</summary>
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
            // It ended in this moment.
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
