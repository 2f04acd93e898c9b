using System.Net.Sockets;
using Microsoft.Extensions.Options;
using TechGraph.Core.Graph;

namespace TechGraph.Api.Startup;

/// <summary>Says in one sentence why the API did not start.</summary>
internal static class StartupErrors
{
    /// <summary>The sentence; null for a failure that is a bug and is better shown whole.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        StoreException store => $"{store.Code}: {store.Message}",
        StartupException startup => startup.Message,
        OptionsValidationException setting => $"A setting is wrong: {string.Join(' ', setting.Failures)}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } io =>
            $"{io.Message.TrimEnd('.')}. Is TechGraph already running? Choose another address with --urls http://127.0.0.1:PORT.",
        SocketException socket => $"The address cannot be used: {socket.Message}",
        _ => null,
    };
}
