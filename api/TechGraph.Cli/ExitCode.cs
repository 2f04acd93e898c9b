using TechGraph.Core.Parsing;

namespace TechGraph.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>Failure.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The requested record or file does not exist.</summary>
    public const int NotFound = 3;

    /// <summary>The result is truncated; a message says where.</summary>
    public const int Partial = 4;

    /// <summary>The store cannot be reached.</summary>
    public const int StoreUnavailable = 5;

    /// <summary>The data has problems.</summary>
    public const int DataProblems = 6;

    /// <summary>Interrupted; each change set is written completely or not at all.</summary>
    public const int Interrupted = 130;

    /// <summary>The code for problems: a file that does not exist, or data that is wrong.</summary>
    public static int Of(IReadOnlyCollection<Problem> problems) => problems.Count == 0 ? Ok : problems.All(problem => problem.Code is "LOAD001" or "LOAD005") ? NotFound : DataProblems;

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
        (Interrupted, "Interrupted. Change sets that were written before are complete and stay in the store."),
    ];
}
