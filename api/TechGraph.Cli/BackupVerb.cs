using System.CommandLine;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary><c>techgraph backup</c>: the whole graph, history included, in one verified file.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Where to; a name that ends in .db, and nothing is there yet." };
        file.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !result.Tokens[0].Value.EndsWith(".db", StringComparison.Ordinal))
            {
                result.AddError("A backup's name ends in .db.");
            }
        });
        var json = Reports.Option();
        return StoreCommand.Create(
            new Command("backup", "Write the graph with its history into a file, and verify it: techgraph backup monday.db") { file, json },
            async (session, cancellation) =>
            {
                var target = Path.GetFullPath(session.Parsed.GetRequiredValue(file));
                var version = await Backup.WriteAsync(session.Open.Store, target, cancellation);
                if (session.Parsed.GetValue(json))
                {
                    await session.Output.WriteJsonAsync(new { file = target, version = version.Sequence, content = version.ContentHash });
                    return ExitCode.Ok;
                }

                await session.Output.WriteLineAsync($"{target}: version {version.Sequence}, content {version.ContentHash}, verified.");
                return ExitCode.Ok;
            });
    }
}
