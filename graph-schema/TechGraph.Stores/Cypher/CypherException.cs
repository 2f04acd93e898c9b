namespace TechGraph.Stores.Cypher;

/// <summary>What a caller should do after a failure.</summary>
public enum CypherFailure
{
    /// <summary>Transient: try again.</summary>
    Retry,

    /// <summary>Too much in one request: try again with less.</summary>
    RetrySmaller,

    /// <summary>The wrong member of a cluster: find the right one and try again.</summary>
    Reroute,

    /// <summary>The sign-in expired: sign in again, once.</summary>
    Reauthenticate,

    /// <summary>Another client created the same thing at the same time: read again and try again.</summary>
    Race,

    /// <summary>Too many wrong passwords: wait long and report it.</summary>
    BackOff,

    /// <summary>It is unknown whether the work was done. Only idempotent work is tried again.</summary>
    UnknownOutcome,

    /// <summary>It exceeded its time limit.</summary>
    TimeLimit,

    /// <summary>This item can never be written.</summary>
    RefuseItem,

    /// <summary>A fault of the server: try again slowly and report it.</summary>
    SlowRetry,

    /// <summary>The server cannot be reached, and nothing was done.</summary>
    Unavailable,

    /// <summary>A wrong password, or a missing permission. Never tried again: three attempts lock out the right password too.</summary>
    Denied,

    /// <summary>A wrong statement or setting: trying again does not help.</summary>
    Never,
}

/// <summary>The server refused or failed.</summary>
public sealed class CypherException : Exception
{
    /// <summary>Takes what the caller should do, and the server's own code.</summary>
    public CypherException(CypherFailure failure, string? code, string message, Exception? cause = null)
        : base(message, cause) => (Failure, Code) = (failure, code);

    /// <summary>What the caller should do.</summary>
    public CypherFailure Failure { get; }

    /// <summary>The server's code, such as <c>Neo.TransientError.Transaction.DeadlockDetected</c>; null if none arrived.</summary>
    public string? Code { get; }

    /// <summary>How long the server asks to wait; null: not stated.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same idempotent work may soon be tried again.</summary>
    public bool IsTransient => Failure is CypherFailure.Retry or CypherFailure.Reroute or CypherFailure.Race or CypherFailure.UnknownOutcome or CypherFailure.Unavailable;
}
