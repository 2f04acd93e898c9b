namespace TechGraph.Api.Logging;

/// <summary>Every log message of the API.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Read {Dossiers} dossiers: {Added} records added, {Changed} changed, {Removed} removed, {Unchanged} unchanged.")]
    public static partial void DossiersLoaded(this ILogger log, int dossiers, int added, int changed, int removed, int unchanged);

    [LoggerMessage(2, LogLevel.Information, "The graph is at version {Sequence}: {Entities} entities, {Events} events, {Claims} claims; ready after {Milliseconds} ms.")]
    public static partial void GraphReady(this ILogger log, long sequence, int entities, int events, int claims, long milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "Changes of the graph cannot be published at the moment ({Code}); they are published when the store responds again.")]
    public static partial void FeedPaused(this ILogger log, string code, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "The dossiers were not loaded, and the graph is served as it is. Number of problems: {Problems}. The first: {First} Run techgraph load on the folder to see all of them.")]
    public static partial void DossiersNotLoaded(this ILogger log, int problems, string first);

    [LoggerMessage(5, LogLevel.Information, "Left as the intake stored them: {Dossiers}.")]
    public static partial void EditedDossiersKept(this ILogger log, string dossiers);

    [LoggerMessage(6, LogLevel.Error, "The dossiers were not loaded, because the ledger does not say which of them the intake has edited ({Code}): {Reason}")]
    public static partial void LedgerUnreadable(this ILogger log, string code, string reason);

    [LoggerMessage(7, LogLevel.Error, "The dossiers were not loaded, and the graph is served as it is ({Code}): {Message}")]
    public static partial void NotWritable(this ILogger log, string code, string message);
}
