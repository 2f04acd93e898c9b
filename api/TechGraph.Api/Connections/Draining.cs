using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using TechGraph.Api.Startup;

namespace TechGraph.Api.Connections;

/// <summary>
/// Stops the server in such an order that no request that was accepted stays without an answer: it closes the ports, lets each answer close
/// its connection, and waits until all are closed, at most for <see cref="ApiOptions.DrainTime"/>.
/// </summary>
internal sealed class Draining(OpenConnections connections, IEnumerable<IConnectionListenerFactory> transports, IOptions<ApiOptions> options, TimeProvider time) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var transport in transports.OfType<StoppableTransport>())
        {
            await transport.StopAcceptingAsync();
        }

        await connections.DrainAsync().WaitAsync(options.Value.DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
