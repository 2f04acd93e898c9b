namespace TechGraph.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>It failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>What was asked for is not there.</summary>
    public const int NotFound = 3;

    /// <summary>A part of the answer: it was cut short, and the talk says where.</summary>
    public const int Partial = 4;

    /// <summary>The store cannot be reached.</summary>
    public const int StoreUnavailable = 5;

    /// <summary>The data has problems.</summary>
    public const int DataProblems = 6;

    /// <summary>Interrupted; each change set is there whole or not at all.</summary>
    public const int Interrupted = 130;

    /// <summary>Every exit code with its meaning, in ascending order, as the help and docs/cli.md list them.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> Meanings =
    [
        (Ok, "Success."),
        (Failed, "Failed; standard error says why."),
        (Usage, "The command line is wrong. For query, also: the GraphQL request is wrong."),
        (NotFound, "Not found: a record, a file, a stored query, a version or a chain of deals."),
        (Partial, "Incomplete: the result is only a part; standard error says what is missing."),
        (StoreUnavailable, "The store cannot be used: it cannot be reached or opened, it or a backup is damaged, or a setting is wrong."),
        (DataProblems, "The data has problems."),
        (Interrupted, "Interrupted. Change sets already written stay, each complete."),
    ];
}
