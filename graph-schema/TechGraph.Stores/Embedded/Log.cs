using Microsoft.Extensions.Logging;

namespace TechGraph.Stores.Embedded;

/// <summary>Every log message of the embedded store.</summary>
internal static partial class Log
{
    [LoggerMessage(40, LogLevel.Information, "{Note}; it is now up to date, at version {Sequence}. An interrupted write leaves it so, and nothing was lost.")]
    public static partial void HeadCaughtUp(this ILogger log, string note, long sequence);

    [LoggerMessage(41, LogLevel.Warning, "The change is stored, but the head file could not be written: {Message} The next opening brings it up to date.")]
    public static partial void HeadNotWritten(this ILogger log, string message);

    [LoggerMessage(42, LogLevel.Warning, "The data file {File} went back from version {Seen} to version {Found}: another copy of it was put in its place.")]
    public static partial void WentBack(this ILogger log, string file, long seen, long found);

    [LoggerMessage(43, LogLevel.Error, "{Code}: {Message} Reads are answered from version {Sequence}.")]
    public static partial void ProblemFound(this ILogger log, string code, string message, long sequence);

    [LoggerMessage(44, LogLevel.Information, "{Code} is over: the data file is in order again.")]
    public static partial void ProblemOver(this ILogger log, string code);
}
