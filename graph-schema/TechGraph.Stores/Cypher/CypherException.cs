namespace TechGraph.Stores.Cypher;

/// <summary>What a failure asks of the caller.</summary>
public enum CypherFailure
{
    /// <summary>Passing: try again.</summary>
    Retry,

    /// <summary>Too much at once: try again with less.</summary>
    RetrySmaller,

    /// <summary>The wrong member of a cluster: find the right one, try again.</summary>
    Reroute,

    /// <summary>The sign-in has run out: sign in anew, once.</summary>
    Reauthenticate,

    /// <summary>Somebody else made the same thing at the same time: read again, try again.</summary>
    Race,

    /// <summary>Too many wrong passwords: wait long, and tell somebody.</summary>
    BackOff,

    /// <summary>It is not known whether it was done. Only what may be done twice is tried again.</summary>
    UnknownOutcome,

    /// <summary>It ran longer than it may.</summary>
    TimeLimit,

    /// <summary>This one item can never be written.</summary>
    RefuseItem,

    /// <summary>A fault of the server: try again slowly, and tell somebody.</summary>
    SlowRetry,

    /// <summary>The server cannot be reached, and nothing was done.</summary>
    Unavailable,

    /// <summary>A wrong password, or no right to do it. Never tried again: three tries lock out the right one too.</summary>
    Denied,

    /// <summary>A wrong statement or setting: trying again is of no use.</summary>
    Never,
}

/// <summary>The server refused or failed.</summary>
public sealed class CypherException : Exception
{
    /// <summary>With what it asks of the caller, and the server's own code.</summary>
    public CypherException(CypherFailure failure, string? code, string message, Exception? cause = null)
        : base(message, cause) => (Failure, Code) = (failure, code);

    /// <summary>What it asks of the caller.</summary>
    public CypherFailure Failure { get; }

    /// <summary>The server's code, such as <c>Neo.TransientError.Transaction.DeadlockDetected</c>; null where none arrived.</summary>
    public string? Code { get; }

    /// <summary>How long the server asks to wait; null: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same idempotent work may be tried again soon.</summary>
    public bool IsTransient => Failure is CypherFailure.Retry or CypherFailure.Reroute or CypherFailure.Race or CypherFailure.UnknownOutcome or CypherFailure.Unavailable;
}
