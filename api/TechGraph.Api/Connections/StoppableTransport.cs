using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace TechGraph.Api.Connections;

/// <summary>Kestrel's socket transport, which can stop to accept connections before the server stops.</summary>
internal sealed class StoppableTransport(IOptions<SocketTransportOptions> options, ILoggerFactory log) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _sockets = new(options, log);
    private readonly ConcurrentBag<IConnectionListener> _listeners = [];

    public bool CanBind(EndPoint endpoint) => _sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await _sockets.BindAsync(endpoint, cancellationToken);
        _listeners.Add(listener);
        return listener;
    }

    /// <summary>Closes the ports. Connections that are open stay open.</summary>
    public async Task StopAcceptingAsync()
    {
        foreach (var listener in _listeners)
        {
            await listener.UnbindAsync();
        }
    }
}
