using System.CommandLine;
using TechGraph.Core.Lenses;
using TechGraph.Ingest.Formats;

namespace TechGraph.Cli;

/// <summary><c>techgraph export</c>: writes the graph in a format that other programs read.</summary>
internal static class ExportVerb
{
    private enum Format
    {
        Jsonl,
        Csv,
        Graphml,
        Ftm,
    }

    public static Command Create()
    {
        var format = TypedOption.Choice<Format>("--format", "jsonl (complete; techgraph import reads it back), csv (a folder of tables; techgraph import reads it back), graphml or ftm (FollowTheMoney).");
        format.Required = true;
        var target = new Option<string>("--output") { HelpName = "path", Description = "The file to write; for csv, a folder.", Required = true };
        return StoreCommand.Create(
            new Command("export", "Write the graph in a format of other programs. Example: techgraph export --format jsonl --output graph.jsonl") { format, target },
            async (session, cancellation) =>
            {
                var (form, path) = (session.Parsed.GetValue(format)!.Value, Path.GetFullPath(session.Parsed.GetRequiredValue(target)));
                if (form == Format.Csv)
                {
                    await CsvTables.WriteAsync(await session.Open.Store.RecordsAsync(cancellation), path, cancellation);
                }
                else
                {
                    // All or nothing: a file that was cut off looks like a complete one.
                    var draft = path + ".new";
                    try
                    {
                        await WriteAsync(session, form, draft, cancellation);
                        File.Move(draft, path, overwrite: true);
                    }
                    finally
                    {
                        File.Delete(draft);
                    }
                }

                await session.Error.WriteLineAsync($"Exported to \"{path}\".");
                return ExitCode.Ok;
            });
    }

    private static async Task WriteAsync(StoreSession session, Format form, string file, CancellationToken cancellation)
    {
        await using var output = File.Create(file);
        if (form == Format.Graphml)
        {
            await GraphMlExport.WriteAsync(new Lens(await session.ReadAsync(cancellation)), output, cancellation);
            return;
        }

        await using var text = new StreamWriter(output);
        if (form == Format.Ftm)
        {
            var left = await FtmExport.WriteAsync(new Lens(await session.ReadAsync(cancellation)), text, cancellation);
            await session.Error.WriteLineAsync($"Left out: {Count.Of(left, "entity", "entities")}, because FollowTheMoney has no form for technologies, places, instruments and groups.");
            return;
        }

        await JsonLines.WriteAsync(await session.Open.Store.RecordsAsync(cancellation), text, cancellation);
    }
}
