using System.Collections.Immutable;

namespace TechGraph.Ingest.Workers;

/// <summary>The state of an item. In the first three it is pending, the last two are final.</summary>
public enum IntakeState
{
    /// <summary>Its bytes are durable.</summary>
    Received,

    /// <summary>It was parsed.</summary>
    Parsed,

    /// <summary>All its references exist, and it can be written.</summary>
    Resolved,

    /// <summary>The graph has it.</summary>
    Stored,

    /// <summary>It has problems. Bytes and problems are kept, and it can be retried.</summary>
    Refused,
}

/// <summary>How an item was submitted.</summary>
public enum IntakeOrigin
{
    /// <summary>From the watched folder.</summary>
    Folder,

    /// <summary>Over HTTP, by REST or GraphQL.</summary>
    Upload,

    /// <summary>From the command line.</summary>
    Cli,
}

/// <summary>One submitted file and its state.</summary>
/// <param name="Id">Assigned at submission; UUID version 7 without hyphens, so that ids sort by time.</param>
/// <param name="Order">Its place in the queue; items of one dossier are stored in this order.</param>
public sealed record IntakeItem(string Id, long Order)
{
    /// <summary>How it was submitted.</summary>
    public required IntakeOrigin Origin { get; init; }

    /// <summary>File name for problems; it is never opened as a path.</summary>
    public required string Name { get; init; }

    /// <summary>The author in the graph's history.</summary>
    public required string Author { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Id of the dossier in the bytes; null: they contain none.</summary>
    public string? Dossier { get; init; }

    /// <summary>Its state.</summary>
    public required IntakeState State { get; init; }

    /// <summary>How often the store failed to store it.</summary>
    public int Attempts { get; init; }

    /// <summary>How often a worker has leased it since its state last changed. More than a few times means that workers crashed while processing it.</summary>
    public int LeaseCount { get; init; }

    /// <summary>Earliest time of the next attempt; null: immediately.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>Why it waits, as a sentence; null: it does not.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>How long it has waited between attempts for records of other dossiers. Time without attempts is not counted.</summary>
    public TimeSpan TotalWait { get; init; }

    /// <summary>The version of the graph in which a reference to another dossier was last missing; null: it was not tried, or nothing was missing.</summary>
    public long? LastTriedVersion { get; init; }

    /// <summary>When its bytes became durable; for a corrected item, when the corrected bytes did.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When its state last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The version of the graph that first contains it; null: it is not stored.</summary>
    public long? Sequence { get; init; }

    /// <summary>All its problems, as <c>name(line,column): error CODE: text</c>; empty unless refused.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Whether its state is final.</summary>
    public bool IsDone => State is IntakeState.Stored or IntakeState.Refused;
}

/// <summary>A file to be submitted.</summary>
/// <param name="Origin">How it is submitted.</param>
/// <param name="Name">File name for problems.</param>
/// <param name="Author">Who submits it.</param>
/// <param name="Content">The bytes, unchanged.</param>
public sealed record Submission(IntakeOrigin Origin, string Name, string Author, byte[] Content)
{
    /// <summary>The sender's idempotency key: the same key means the same submission. Null: none.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Items that one worker may process for a limited time.</summary>
/// <param name="Owner">The worker.</param>
/// <param name="Token">The fencing token; every later lease has a greater one.</param>
/// <param name="Items">The items in order, with their bytes.</param>
public sealed record Lease(string Owner, long Token, ImmutableArray<LeasedItem> Items);

/// <summary>An item and its bytes.</summary>
public sealed record LeasedItem(IntakeItem Item, byte[] Content);

/// <summary>A lease expired before its worker was done. Another worker may have the items now, and nothing was written.</summary>
public sealed class LeaseLostException() : Exception("The lease has expired; another worker may have the items.");

/// <summary>The intake rejected a submission. The message is one sentence for people; the code is in docs/problems.md.</summary>
public sealed class IntakeException(string code, string message) : Exception(Core.Parsing.SafeText.Message(message))
{
    /// <summary>A stable code, such as <c>INTAKE_FULL</c>.</summary>
    public string Code { get; } = code;
}
