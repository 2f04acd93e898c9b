using System.CommandLine;
using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Vocabulary;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary><c>techgraph doctor</c>: checks the installation and says what to do about each problem.</summary>
internal static class DoctorVerb
{
    private const long LowDiskSpace = 100L * 1024 * 1024;

    public static Command Create()
    {
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("doctor", "Check the settings, the store and the data, and say how to correct what is wrong. Example: techgraph doctor") { json },
            async (session, cancellation) =>
            {
                var checks = new List<(bool IsOk, string Line)>();
                var isJson = session.Parsed.GetValue(json);
                var exitCode = await CheckAsync(
                    session,
                    async (isOk, line) =>
                    {
                        checks.Add((isOk, line));
                        if (!isJson)
                        {
                            await session.Output.WriteLineAsync($"{(isOk ? "ok  " : "FAIL")}  {line}");
                        }
                    },
                    cancellation);
                if (isJson)
                {
                    await session.Output.WriteJsonAsync(new { ok = exitCode == ExitCode.Ok, checks = checks.Select(check => new { ok = check.IsOk, text = check.Line }) });
                }

                return exitCode;
            },
            mustExist: false);
    }

    /// <summary>Runs the checks one after the other and reports each; the first failure gives the exit code.</summary>
    private static async Task<int> CheckAsync(StoreSession session, Func<bool, string, Task> report, CancellationToken cancellation)
    {
        var exitCode = ExitCode.Ok;
        async Task ReportAsync(bool isOk, string line, int code = ExitCode.Failed)
        {
            await report(isOk, line);
            exitCode = isOk || exitCode != ExitCode.Ok ? exitCode : code;
        }

        await ReportAsync(true, $"vocabulary: {Terms.Shipped.Events.Count} kinds of events, {Terms.Shipped.Entities.Count} of entities, {Terms.Shipped.Relations.Count} of relations");
        if (session.Open.Store is SqliteGraph embedded)
        {
            var there = File.Exists(embedded.File);
            await ReportAsync(true, there
                ? string.Create(CultureInfo.InvariantCulture, $"store: embedded, \"{embedded.File}\", {new FileInfo(embedded.File).Length} bytes")
                : $"store: embedded, \"{embedded.File}\" does not exist{(embedded.IsThere ? "" : " yet; the first load creates it")}");
            var free = FreeSpace(embedded.File);
            await ReportAsync(free is null or > LowDiskSpace, free is null
                ? "disk: free space unknown"
                : string.Create(CultureInfo.InvariantCulture, $"disk: {free / 1024 / 1024} MiB free{(free > LowDiskSpace ? "" : "; free some space before the next load")}"));
            if (!embedded.IsThere)
            {
                return exitCode;
            }
        }
        else
        {
            await ReportAsync(true, "store: Neo4j");
        }

        try
        {
            var view = await session.ReadAsync(cancellation);
            await ReportAsync(true, $"graph: version {view.Version.Sequence}, {Count.Of(view.Entities.Count, "entity", "entities")}, {Count.Of(view.Events.Count, "event")}, {Count.Of(view.Claims.Count, "claim")}");
            if (session.Open.Store is not SqliteGraph)
            {
                await ReportAsync(session.Open.Store.StaleSince is null, session.Open.Store.StaleSince is { } since ? $"server: no answer since {since:u}; check that it runs" : "server: responds", ExitCode.StoreUnavailable);
            }

            await ReportAsync(session.Open.Store.Problem is null, session.Open.Store.Problem is { } problem ? $"data file: {problem.Code}: {problem.Message}" : "data file: it is the one that was last written", ExitCode.DataProblems);
            var (faults, notes) = await session.Open.Store.VerifyAsync(cancellation);
            foreach (var note in notes)
            {
                await ReportAsync(true, $"head file: {note}");
            }

            await ReportAsync(faults.Count == 0, faults.Count == 0 ? "history: the chain, the hashes and the records agree" : $"history: {Count.Of(faults.Count, "fault")}. The first: {faults[0]} Run techgraph verify to see all of them.", ExitCode.DataProblems);
        }
        catch (StoreException failure)
        {
            await ReportAsync(false, $"graph: {failure.Code}: {failure.Message}", ExitCode.StoreUnavailable);
        }

        return exitCode;
    }

    private static long? FreeSpace(string file)
    {
        try
        {
            var folder = Path.GetDirectoryName(file)!;
            while (!Directory.Exists(folder))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
