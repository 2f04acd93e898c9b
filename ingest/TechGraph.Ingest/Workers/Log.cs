using Microsoft.Extensions.Logging;

namespace TechGraph.Ingest.Workers;

/// <summary>All that intake and workers ever say in the log.</summary>
internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Information, "Stored {Count} dossiers; the graph is at version {Sequence}.")]
    public static partial void Stored(this ILogger log, int count, long sequence);

    [LoggerMessage(21, LogLevel.Warning, "Refused item {Id} ({Name}): {Problems} problems, the first: {First}")]
    public static partial void Refused(this ILogger log, string id, string name, int problems, string first);

    [LoggerMessage(22, LogLevel.Warning, "{Count} items rest, since the store failed ({Code}): {Message}")]
    public static partial void Rests(this ILogger log, int count, string code, string message);

    [LoggerMessage(23, LogLevel.Critical, "ALERT: {Count} items could not be stored in {Attempts} tries ({Code}): {Message} They are kept and tried again.")]
    public static partial void Alert(this ILogger log, int count, int attempts, string code, string message);

    [LoggerMessage(24, LogLevel.Warning, "A lease on {Count} items ran out before they were done; whoever takes them next goes on.")]
    public static partial void LeaseLost(this ILogger log, int count);

    [LoggerMessage(25, LogLevel.Error, "The ledger cannot be used at the moment ({Code}): {Message} Nothing is taken in or worked off until it can.")]
    public static partial void LedgerFailed(this ILogger log, string code, string message);

    [LoggerMessage(26, LogLevel.Error, "Item {Id} ({Name}) met a defect of TechGraph.")]
    public static partial void Defect(this ILogger log, string id, string name, Exception defect);
}
