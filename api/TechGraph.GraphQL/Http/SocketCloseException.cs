namespace TechGraph.GraphQL.Http;

/// <summary>A message or a policy requires that the socket is closed.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught inside the engine only.
internal sealed class SocketCloseException(int code, string reason) : Exception(reason)
#pragma warning restore CA1032, CA1064
{
    /// <summary>Close code of the protocol.</summary>
    public int Code { get; } = code;

    public static SocketCloseException Invalid() => new(4400, "Invalid message");
}
