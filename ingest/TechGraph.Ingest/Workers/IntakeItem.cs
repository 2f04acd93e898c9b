using System.Collections.Immutable;

namespace TechGraph.Ingest.Workers;

/// <summary>How far an item has come. The first three are on their way, the last two are where it ends.</summary>
public enum IntakeState
{
    /// <summary>Its bytes are safe.</summary>
    Received,

    /// <summary>It was read as a dossier.</summary>
    Parsed,

    /// <summary>Everything that it points at is there, and it may be written.</summary>
    Resolved,

    /// <summary>The graph holds it.</summary>
    Stored,

    /// <summary>It has problems; bytes and problems are kept, and it can be tried again.</summary>
    Refused,
}

/// <summary>By which door an item came.</summary>
public enum IntakeOrigin
{
    /// <summary>The watched folder.</summary>
    Folder,

    /// <summary>Over HTTP, by REST or GraphQL.</summary>
    Upload,

    /// <summary>The command line.</summary>
    Cli,
}

/// <summary>One file on its way into the graph, as the ledger knows it.</summary>
/// <param name="Id">Made when it is received; UUID version 7 without hyphens, so that ids sort by time.</param>
/// <param name="Order">Its place in the queue; items of one dossier are stored in this order.</param>
public sealed record IntakeItem(string Id, long Order)
{
    /// <summary>By which door it came.</summary>
    public required IntakeOrigin Origin { get; init; }

    /// <summary>Its name as problems show it; never a path that is opened.</summary>
    public required string Name { get; init; }

    /// <summary>Who sent it, as the graph's history names the author.</summary>
    public required string Author { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Id of the dossier that the bytes claim to be; null: they do not say.</summary>
    public string? Dossier { get; init; }

    /// <summary>How far it has come.</summary>
    public required IntakeState State { get; init; }

    /// <summary>How often storing it failed for reasons of the store.</summary>
    public int Attempts { get; init; }

    /// <summary>How often a worker has taken it since it last got on; more than a few times means that workers died of it.</summary>
    public int LeaseCount { get; init; }

    /// <summary>Not before this time; null: at once.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why it waits, in a sentence; null: it does not.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>How long it has rested, between one try and the next, for what other dossiers may bring. Time in which nobody tries does not count.</summary>
    public TimeSpan TotalWait { get; init; }

    /// <summary>Of which version of the graph something was last missed that another dossier may bring; null: it was not tried, or nothing was missed.</summary>
    public long? LastTriedVersion { get; init; }

    /// <summary>When its bytes were safe; for one that was sent again, when that was.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The graph's version that holds it; null: it is not stored.</summary>
    public long? Sequence { get; init; }

    /// <summary>Everything that is wrong with it, as <c>name(line,column): error CODE: text</c>; empty unless refused.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Whether it is where it ends.</summary>
    public bool IsDone => State is IntakeState.Stored or IntakeState.Refused;
}

/// <summary>What a door hands in.</summary>
/// <param name="Origin">Which door.</param>
/// <param name="Name">The file's name, for problems.</param>
/// <param name="Author">Who.</param>
/// <param name="Content">The bytes, as they came.</param>
public sealed record Submission(IntakeOrigin Origin, string Name, string Author, byte[] Content)
{
    /// <summary>The sender's own mark: the same mark is the same submission. Null: none.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Items that one worker holds for a time.</summary>
/// <param name="Owner">Which worker.</param>
/// <param name="Token">The fencing token; every later lease has a greater one.</param>
/// <param name="Items">The items, in order, with their bytes.</param>
public sealed record Lease(string Owner, long Token, ImmutableArray<LeasedItem> Items);

/// <summary>An item and its bytes.</summary>
public sealed record LeasedItem(IntakeItem Item, byte[] Content);

/// <summary>A worker was slower than its lease: somebody else may hold the items now, and nothing of it was written.</summary>
public sealed class LeaseLostException() : Exception("The lease has run out; another worker may have the items.");

/// <summary>A door did not take something in; the message is one sentence for people, the code is in docs/problems.md.</summary>
public sealed class IntakeException(string code, string message) : Exception(message)
{
    /// <summary>A stable code, such as <c>INTAKE_FULL</c>.</summary>
    public string Code { get; } = code;
}
