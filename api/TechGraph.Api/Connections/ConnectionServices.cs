using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TechGraph.Api.Connections;

/// <summary>Registers the limits of connections and the way in which the server stops.</summary>
internal static class ConnectionServices
{
    public static void AddConnections(this WebApplicationBuilder builder)
    {
        var connections = new OpenConnections();
        builder.Services
            .AddSingleton(connections)
            .AddSingleton<IConnectionListenerFactory, StoppableTransport>()
            .AddHostedService<Draining>()
            .Configure<KestrelServerOptions>(kestrel =>
            {
                ConnectionLimits.Apply(kestrel.Limits);
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => connections.TrackAsync(() => next(connection))));
            });
    }

    /// <summary>While the server stops, each answer says that its connection closes.</summary>
    public static void UseDraining(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol) && context.RequestServices.GetRequiredService<OpenConnections>().IsDraining)
                {
                    context.Response.Headers.Connection = "close";
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    });
}
