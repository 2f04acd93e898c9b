namespace TechGraph.GraphQL.Execution;

/// <summary>What becomes of events that a subscriber does not read as fast as they come, once the stream's buffer is full.</summary>
public enum OverflowPolicy
{
    /// <summary>The source waits; nothing is lost.</summary>
    Wait,

    /// <summary>The oldest event that was not read is forgotten; for streams where only the newest state counts.</summary>
    DropOldest,

    /// <summary>The stream ends with an error, code <c>OVERLOADED</c>.</summary>
    Close,
}
