namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Counts the bytes of results that wait until slow clients read them, over all connections. A client that reads slowly, or not at all, must
/// not use up the memory of the server.
/// </summary>
internal sealed class UnreadBytes(long limit)
{
    private long _used;

    /// <summary>Bytes that wait at the moment.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Counts a result; false: too many bytes wait, and it must not be sent.</summary>
    public bool TryAdd(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>The result was sent, or its connection ended.</summary>
    public void Remove(long bytes) => Interlocked.Add(ref _used, -bytes);
}
