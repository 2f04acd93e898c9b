using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>Accepts web sockets with the protocol <c>graphql-transport-ws</c>.</summary>
internal sealed class WebSocketEndpoint(RequestExecutor executor, HttpOptions options, IServiceProvider services)
{
    public const string Protocol = "graphql-transport-ws";

    private readonly CancellationToken _stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();

    public async Task HandleAsync(HttpContext context)
    {
        if (!IsAllowed(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            await RefuseAsync(context).ConfigureAwait(false);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol).ConfigureAwait(false);
        var session = new WebSocketSession(socket, context, executor, options, _scopes);
        await using (session.ConfigureAwait(false))
        {
            await session.RunAsync(_stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Closes a socket without a known protocol, and does not wait for the client's answer.</summary>
    private static async Task RefuseAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
        {
            // The client has disconnected already.
        }
    }

    /// <summary>A page of another origin may open a socket only if the host allows that origin, because browsers do not check it first.</summary>
    private bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)));
    }
}
