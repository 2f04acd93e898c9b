using System.CommandLine;
using TechGraph.Ingest.Workers;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary><c>techgraph backup</c>: writes the graph with its history and, if there is one, the ledger of the intake, each to a verified file.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The file to write. Its name ends in .db, and it does not exist yet." };
        file.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !result.Tokens[0].Value.EndsWith(".db", StringComparison.Ordinal))
            {
                result.AddError($"\"{TableOutput.Clean(result.Tokens[0].Value)}\" is not the name of a backup. Give a name that ends in .db.");
            }
        });
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("backup", "Write the graph with its history to a file, and the intake's ledger to a second file beside it, and verify both. Example: techgraph backup monday.db") { file, json },
            async (session, cancellation) =>
            {
                var target = Path.GetFullPath(session.Parsed.GetRequiredValue(file));
                var ledger = LedgerBackup.FileOf(target);
                LedgerBackup.RefuseExisting(ledger);
                var version = await Backup.WriteAsync(session.Open.Store, target, cancellation);
                var items = LedgerBackup.Write(session.Open.Service<Ledger>(), ledger);
                if (session.Parsed.GetValue(json))
                {
                    var intake = items is null ? null : new { file = ledger, items };
                    await session.Output.WriteJsonAsync(new { file = target, version = version.Sequence, content = version.ContentHash, intake });
                    return ExitCode.Ok;
                }

                await session.Output.WriteLineAsync($"{target}: version {version.Sequence}, content hash {version.ContentHash}, verified.");
                if (items is not null)
                {
                    await session.Output.WriteLineAsync($"{ledger}: {Count.Of(items.Value, "item")} of the intake, verified.");
                }

                return ExitCode.Ok;
            },
            StoreOption.OpenWithIntake,
            mustExist: true);
    }
}
