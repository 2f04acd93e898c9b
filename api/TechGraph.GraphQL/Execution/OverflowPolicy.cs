namespace TechGraph.GraphQL.Execution;

/// <summary>What happens to an event when the buffer of a subscription is full.</summary>
public enum OverflowPolicy
{
    /// <summary>The source waits until the subscriber has read an event; no event is lost.</summary>
    Wait,

    /// <summary>The oldest unread event is discarded; for streams in which only the newest state matters.</summary>
    DropOldest,

    /// <summary>The stream ends with an error, code <c>OVERLOADED</c>.</summary>
    Close,
}
