using System.CommandLine;
using System.Globalization;
using TechGraph.Ingest.Formats.Csv;
using TechGraph.Ingest.Loading;
using TechGraph.Schema.Parsing;
using TechGraph.Schema.Vocabulary;

namespace TechGraph.Cli;

/// <summary><c>techgraph import</c>: a table into the graph by a mapping.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var table = new Argument<string>("table") { Description = "A CSV file in UTF-8 whose first line names the columns." };
        var mapping = new Option<string>("--mapping") { Description = "How its rows are read; the form is in docs/formats.md.", Required = true };
        var dry = new Option<bool>("--dry-run") { Description = "Read and report, and write nothing." };
        return StoreCommand.Create(
            new Command("import", "Import a table of deals: techgraph import deals.csv --mapping deals.yaml") { table, mapping, dry },
            async (session, cancellation) =>
            {
                var (file, map) = (session.Parsed.GetRequiredValue(table), session.Parsed.GetRequiredValue(mapping));
                if (new[] { file, map }.FirstOrDefault(path => !File.Exists(path)) is { } missing)
                {
                    await session.Error.WriteLineAsync($"There is no file {missing}.");
                    return ExitCode.NotFound;
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

                await session.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows: {report.Stored} read, {report.Refused} refused, {report.Problems.Count} problems."));
                return session.Parsed.GetValue(dry) ? ExitCode.Ok : await LoadAsync(session, report, cancellation);
            },
            mustExist: false);
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
