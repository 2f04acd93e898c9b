using Microsoft.Extensions.Logging;

namespace TechGraph.Ingest.Workers;

/// <summary>Every log message of the intake and the workers.</summary>
internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Information, "Stored {Count} dossiers; the graph is at version {Sequence}.")]
    public static partial void Stored(this ILogger log, int count, long sequence);

    [LoggerMessage(21, LogLevel.Warning, "Refused item {Id} ({Name}): {Problems} problems, the first: {First}")]
    public static partial void Refused(this ILogger log, string id, string name, int problems, string first);

    [LoggerMessage(22, LogLevel.Warning, "{Count} items wait for a retry, because the store failed ({Code}): {Message}")]
    public static partial void RetryDelayed(this ILogger log, int count, string code, string message);

    [LoggerMessage(23, LogLevel.Critical, "ALERT: {Count} items could not be stored in {Attempts} attempts ({Code}): {Message} They are kept and retried.")]
    public static partial void Alert(this ILogger log, int count, int attempts, string code, string message);

    [LoggerMessage(24, LogLevel.Warning, "A lease on {Count} items expired before they were done; the worker that leases them next continues.")]
    public static partial void LeaseLost(this ILogger log, int count);

    [LoggerMessage(25, LogLevel.Error, "The ledger cannot be used at the moment ({Code}): {Message} Nothing is received or processed until it can be used.")]
    public static partial void LedgerFailed(this ILogger log, string code, string message);

    [LoggerMessage(26, LogLevel.Error, "Item {Id} ({Name}) could not be processed because of a defect of TechGraph.")]
    public static partial void Defect(this ILogger log, string id, string name, Exception defect);

    [LoggerMessage(27, LogLevel.Information, "Received {Name} as item {Id}.")]
    public static partial void FileReceived(this ILogger log, string name, string id);

    [LoggerMessage(28, LogLevel.Warning, "Refused the file {Name} ({Code}); it is kept in the folder \"refused\".")]
    public static partial void RefusedFile(this ILogger log, string name, string code);

    [LoggerMessage(29, LogLevel.Warning, "The file {Name} cannot be read or moved, and stays where it is: {Message}")]
    public static partial void FileFailed(this ILogger log, string name, string message);

    [LoggerMessage(30, LogLevel.Error, "The folder {Folder} cannot be used at the moment: {Message} Its files stay where they are.")]
    public static partial void FolderFailed(this ILogger log, string folder, string message);

    [LoggerMessage(31, LogLevel.Critical, "A defect of TechGraph stopped a worker; it starts again in a moment.")]
    public static partial void ServiceFailed(this ILogger log, Exception defect);

    [LoggerMessage(32, LogLevel.Information, "A program has the file {Name} open for writing; it is taken when the program closes it.")]
    public static partial void FileIsOpen(this ILogger log, string name);
}
