using System.CommandLine;
using System.Globalization;
using TechGraph.Ingest.Formats;
using TechGraph.Ingest.Formats.Csv;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Graph;
using TechGraph.Schema.Parsing;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Cli;

/// <summary><c>techgraph import</c>: a table by a mapping, or an export of a graph.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "A CSV file whose first line names the columns; or what export wrote: a .jsonl file, or a folder of tables." };
        var mapping = new Option<string?>("--mapping") { Description = "How the rows of a table are read; the form is in docs/formats.md. Without it, an export is read back." };
        var dry = new Option<bool>("--dry-run") { Description = "Read and report, and write nothing." };
        var explain = new Option<bool>("--explain") { Description = "Tell of every party that is an entity of the graph, and why." };
        return StoreCommand.Create(
            new Command("import", "Import a table of deals, or read an export back: techgraph import deals.csv --mapping deals.yaml") { table, mapping, dry, explain },
            async (session, cancellation) =>
            {
                var (file, map) = (session.Parsed.GetRequiredValue(table), session.Parsed.GetValue(mapping));
                if (new[] { file, map ?? file }.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
                {
                    await session.Error.WriteLineAsync($"There is no file or folder {missing}.");
                    return ExitCode.NotFound;
                }

                if (map is null)
                {
                    return await ReadBackAsync(session, file, session.Parsed.GetValue(dry), cancellation);
                }

                var problems = new Problems();
                if (CsvMapping.Parse(await File.ReadAllBytesAsync(map, cancellation), map, Terms.Shipped, problems) is not { } read)
                {
                    await TellAsync(session, problems);
                    return ExitCode.DataProblems;
                }

                var view = await session.ReadAsync(cancellation);
                using var text = new StreamReader(file);
                var report = CsvImport.Read(text, file, read, new GraphEntities(view.Entities, read.Import, Terms.Shipped));
                await TellAsync(session, report.Problems);
                if (report.Dossier is null)
                {
                    return ExitCode.DataProblems;
                }

                foreach (var match in session.Parsed.GetValue(explain) ? report.Matches : [])
                {
                    await session.Output.WriteLineAsync(match.ToString());
                }

                await session.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows: {report.Stored} read, {report.Refused} refused, {report.Problems.Count} problems; {report.Matches.Count} parties are entities of the graph."));
                return session.Parsed.GetValue(dry) ? ExitCode.Ok : await LoadAsync(session, report, cancellation);
            },
            mustExist: false);
    }

    /// <summary>An export, with all that it has.</summary>
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
            await TellAsync(session, problems);
            await session.Error.WriteLineAsync($"{records.Count} records read, {problems.Count} problems.{(records.Count == 0 ? " A table needs --mapping." : "")}");
            return problems.Count > 0 || records.Count == 0 ? ExitCode.DataProblems : ExitCode.Ok;
        }

        var loaded = await new Loader(session.Open.Store, session.Open.Writer, Terms.Shipped).LoadRecordsAsync(records, problems, Environment.UserName, new ProgressLine(session.Error), cancellation);
        await TellAsync(session, loaded.Problems);
        if (!loaded.Problems.IsEmpty)
        {
            await session.Error.WriteLineAsync($"Nothing was loaded: {loaded.Problems.Length} problems.");
            return ExitCode.DataProblems;
        }

        await session.Output.WriteLineAsync($"Imported {records.Count} records: {loaded.Added} added, {loaded.Changed} changed, {loaded.Removed} removed, {loaded.Unchanged} unchanged. Version {loaded.Sequence}.");
        return ExitCode.Ok;
    }

    private static async Task<int> LoadAsync(StoreSession session, CsvImportReport report, CancellationToken cancellation)
    {
        var loaded = await new Loader(session.Open.Store, session.Open.Writer, Terms.Shipped).LoadAsync(
            [report.Dossier!], new Problems(), Environment.UserName, prune: false, new ProgressLine(session.Error), cancellation);
        await TellAsync(session, loaded.Problems);
        if (!loaded.Problems.IsEmpty)
        {
            await session.Error.WriteLineAsync($"Nothing was loaded: {loaded.Problems.Length} problems.");
            return ExitCode.DataProblems;
        }

        await session.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Imported {report.Stored} of {report.Rows} rows: {loaded.Added} records added, {loaded.Changed} changed, {loaded.Removed} removed, {loaded.Unchanged} unchanged. Version {loaded.Sequence}."));
        return report.Refused > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static async Task TellAsync(StoreSession session, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await session.Output.WriteLineAsync(problem.ToString());
        }
    }
}
