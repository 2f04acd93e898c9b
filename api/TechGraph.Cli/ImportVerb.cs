using System.CommandLine;
using System.Globalization;
using TechGraph.Core.Graph;
using TechGraph.Core.Parsing;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Dossiers;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Formats.Csv;
using TechGraph.Ingest.Formats.Ftm;
using TechGraph.Ingest.Loading;

namespace TechGraph.Cli;

/// <summary><c>techgraph import</c>: loads a table with a mapping, or an export of a graph.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "With --mapping, a CSV file whose first line has the column names, or a file of FollowTheMoney JSON lines. Without it, an export: a .jsonl file or a folder of tables." };
        var mapping = new Option<string?>("--mapping") { HelpName = "file", Description = "A file that says how to read the rows or lines; docs/formats.md describes it. Without it, an export is read back." };
        var dry = new Option<bool>("--dry-run") { Description = "Read and report, but write nothing." };
        var explain = new Option<bool>("--explain") { Description = "List every party that was matched to an entity of the graph, and why." };
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("import", "Import a table of deals, or read an export back. Example: techgraph import deals.csv --mapping deals.yaml") { table, mapping, dry, explain, json },
            async (session, cancellation) =>
            {
                if (!session.Parsed.GetValue(json))
                {
                    return await RunAsync(session, cancellation);
                }

                // Messages go to standard error; standard output has only the report.
                var report = new Dictionary<string, object?>();
                var code = await RunAsync(session with { Output = session.Error, Report = report }, cancellation);
                if (report.Count > 0)
                {
                    await session.Output.WriteJsonAsync(report);
                }

                return code;
            },
            mustExist: false);

        async Task<int> RunAsync(StoreSession session, CancellationToken cancellation)
        {
            var (file, map) = (session.Parsed.GetRequiredValue(table), session.Parsed.GetValue(mapping));
            if (new[] { file, map ?? file }.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            {
                await session.Error.WriteLineAsync($"There is no file or folder \"{missing}\".");
                return ExitCode.NotFound;
            }

            if (map is null)
            {
                return await ReadBackAsync(session, file, session.Parsed.GetValue(dry), cancellation);
            }

            var bytes = await File.ReadAllBytesAsync(map, cancellation);
            var problems = new Problems();
            var read = FtmMapping.IsOne(bytes)
                ? await ReadLinesAsync(session, file, FtmMapping.Parse(bytes, map, Terms.Shipped, problems), cancellation)
                : await ReadTableAsync(session, file, CsvMapping.Parse(bytes, map, Terms.Shipped, problems), cancellation);
            await WriteProblemsAsync(session, [.. problems, .. read?.Problems ?? []]);
            if (read?.Dossier is not { } dossier)
            {
                return ExitCode.DataProblems;
            }

            foreach (var match in session.Parsed.GetValue(explain) ? read.Matches : [])
            {
                await session.Output.WriteLineAsync(match.ToString());
            }

            session.Report?["read"] = read.All - read.Refused;
            session.Report?["refused"] = read.Refused;
            await session.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count.Of(read.All, read.Unit)}: {read.All - read.Refused} read, {read.Refused} refused, {Count.Of(read.Problems.Count, "problem")}; {Count.Of(read.Matches.Count, "party", "parties")} matched to entities of the graph."));
            return session.Parsed.GetValue(dry) ? ExitCode.Ok : await LoadAsync(session, read, dossier, cancellation);
        }
    }

    private static async Task<MappedFile?> ReadTableAsync(StoreSession session, string file, CsvMapping? mapping, CancellationToken cancellation)
    {
        if (mapping is null)
        {
            return null;
        }

        using var text = new StreamReader(file);
        var report = CsvImport.Read(text, file, mapping, new EntityMatcher((await session.ReadAsync(cancellation)).Entities, mapping.Import, Terms.Shipped));
        return new MappedFile("row", report.Dossier, report.Problems, report.Rows, report.Refused, report.Matches);
    }

    private static async Task<MappedFile?> ReadLinesAsync(StoreSession session, string file, FtmMapping? mapping, CancellationToken cancellation)
    {
        if (mapping is null)
        {
            return null;
        }

        using var text = new StreamReader(file);
        var report = await FtmImport.ReadAsync(text, file, mapping, new EntityMatcher((await session.ReadAsync(cancellation)).Entities, mapping.Import, Terms.Shipped), cancellation);
        if (report.IgnoredProperties.Count > 0)
        {
            await session.Error.WriteLineAsync($"Left out, because there is no form for these properties: {string.Join(", ", report.IgnoredProperties.Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Key} ({property.Value})")))}.");
        }

        return new MappedFile("line", report.Dossier, report.Problems, report.Lines, report.Refused, report.Matches);
    }

    /// <summary>Imports an export with all its records.</summary>
    private static async Task<int> ReadBackAsync(StoreSession session, string path, bool dry, CancellationToken cancellation)
    {
        var problems = new Problems();
        IReadOnlyList<StoredRecord> records;
        if (Directory.Exists(path))
        {
            records = CsvTables.Read(path, problems);
        }
        else
        {
            using var lines = new StreamReader(path);
            records = await JsonLines.ReadAsync(lines, path, problems, cancellation);
        }

        if (dry || records.Count == 0)
        {
            await WriteProblemsAsync(session, problems);
            await session.Error.WriteLineAsync($"{Count.Of(records.Count, "record")} read, {Count.Of(problems.Count, "problem")}.{(records.Count == 0 ? " If this is a table, give --mapping." : "")}");
            return problems.Count > 0 || records.Count == 0 ? ExitCode.DataProblems : ExitCode.Ok;
        }

        var loaded = await new Loader(session.Open.Store, session.Open.Writer, Terms.Shipped).LoadRecordsAsync(records, problems, Environment.UserName, new ProgressLine(session.Error), cancellation);
        session.Report?["load"] = JsonReport.Of(loaded);
        if (!loaded.Problems.IsEmpty)
        {
            await WriteProblemsAsync(session, loaded.Problems);
            await session.Error.WriteLineAsync(JsonReport.RefusalSummary(loaded));
            return ExitCode.DataProblems;
        }

        await session.Output.WriteLineAsync($"Imported {Count.Of(records.Count, "record")}: {loaded.Added} added, {loaded.Changed} changed, {loaded.Removed} removed, {loaded.Unchanged} unchanged. Version {loaded.Sequence}.");
        return ExitCode.Ok;
    }

    private static async Task<int> LoadAsync(StoreSession session, MappedFile read, DossierFile dossier, CancellationToken cancellation)
    {
        var loaded = await new Loader(session.Open.Store, session.Open.Writer, Terms.Shipped).LoadAsync(
            [dossier], new Problems(), Environment.UserName, prune: false, new ProgressLine(session.Error), cancellation);
        session.Report?["load"] = JsonReport.Of(loaded);
        if (!loaded.Problems.IsEmpty)
        {
            await WriteProblemsAsync(session, loaded.Problems);
            await session.Error.WriteLineAsync(JsonReport.RefusalSummary(loaded));
            return ExitCode.DataProblems;
        }

        await session.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Imported {read.All - read.Refused} of {Count.Of(read.All, read.Unit)}: {Count.Of(loaded.Added, "record")} added, {loaded.Changed} changed, {loaded.Removed} removed, {loaded.Unchanged} unchanged. Version {loaded.Sequence}."));
        return read.Refused > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static async Task WriteProblemsAsync(StoreSession session, IReadOnlyCollection<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await session.Output.WriteLineAsync(problem.ToString());
        }

        session.Report?["problems"] = JsonReport.Of(problems);
    }

    /// <summary>A file read with its mapping.</summary>
    /// <param name="Unit">What it consists of, in the singular: row or line.</param>
    /// <param name="Dossier">The dossier; null: it could not be read at all.</param>
    /// <param name="Problems">Its problems, in order of lines.</param>
    /// <param name="All">Number of rows or lines.</param>
    /// <param name="Refused">Number of refused ones.</param>
    /// <param name="Matches">Entities that were matched with entities of the graph.</param>
    private sealed record MappedFile(string Unit, DossierFile? Dossier, IReadOnlyList<Problem> Problems, int All, int Refused, IReadOnlyList<EntityMatch> Matches);
}
