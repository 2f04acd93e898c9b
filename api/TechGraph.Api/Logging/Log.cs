namespace TechGraph.Api.Logging;

/// <summary>Every log message of the API.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Read {Dossiers} dossiers: {Added} records added, {Changed} changed, {Removed} removed, {Unchanged} unchanged.")]
    public static partial void DossiersLoaded(this ILogger log, int dossiers, int added, int changed, int removed, int unchanged);

    [LoggerMessage(2, LogLevel.Information, "The graph is at version {Sequence}: {Entities} entities, {Events} events, {Claims} claims; ready after {Milliseconds} ms.")]
    public static partial void GraphReady(this ILogger log, long sequence, int entities, int events, int claims, long milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "Changes of the graph cannot be told at the moment ({Code}); they will be when the store answers again.")]
    public static partial void FeedBacksOff(this ILogger log, string code, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "The dossiers were not loaded, and the graph is served as it is: {Problems} problem(s), the first: {First} Run techgraph load on the folder for all of them.")]
    public static partial void DossiersNotLoaded(this ILogger log, int problems, string first);

    [LoggerMessage(5, LogLevel.Information, "Left as they came by the intake: {Dossiers}.")]
    public static partial void EditedDossiersKept(this ILogger log, string dossiers);

    [LoggerMessage(6, LogLevel.Error, "The dossiers were not loaded, since the ledger does not tell which of them the intake has edited ({Code}): {Reason}")]
    public static partial void LedgerUnreadable(this ILogger log, string code, string reason);
}
