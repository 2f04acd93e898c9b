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
}
