namespace TechGraph.GraphQL.Http;

/// <summary>A message that ends the socket.</summary>
#pragma warning disable CA1032, CA1064 // Made in a few places, and never leaves the engine.
internal sealed class SocketCloseException(int code, string reason) : Exception(reason)
#pragma warning restore CA1032, CA1064
{
    /// <summary>The protocol's close code.</summary>
    public int Code { get; } = code;

    public static SocketCloseException Invalid() => new(4400, "Invalid message");
}
