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
}
