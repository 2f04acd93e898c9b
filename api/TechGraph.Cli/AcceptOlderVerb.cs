using System.CommandLine;
using TechGraph.Stores.Embedded;

namespace TechGraph.Cli;

/// <summary><c>techgraph accept-older</c>: keeps a data file that is older than its head file says, and records the decision.</summary>
internal static class AcceptOlderVerb
{
    public static Command Create()
    {
        var reason = new Option<string>("--reason") { HelpName = "text", DefaultValueFactory = static _ => "", Description = "Why the missing versions are given up. It is kept in the history." };
        var author = new Option<string>("--author") { HelpName = "name", DefaultValueFactory = static _ => Environment.UserName, Description = "Who decides. Default: the user of this computer." };
        return StoreCommand.Create(
            new Command("accept-older", "Keep a data file that is older than its head file says (STORE_OLDER) or has another history (STORE_REPLACED). The versions that are missing are given up, and the decision is recorded in the history. Example: techgraph accept-older --reason \"the last backup is from Monday\"") { reason, author },
            async (session, cancellation) =>
            {
                if (session.Open.Store is not SqliteGraph store)
                {
                    await session.Error.WriteLineAsync("Only an embedded store has a head file. Nothing was changed.");
                    return ExitCode.Failed;
                }

                var version = await store.AcceptOlderAsync(session.Parsed.GetRequiredValue(author), session.Parsed.GetRequiredValue(reason), cancellation);
                await session.Output.WriteLineAsync(version is null
                    ? "The data file is the one that was last written. Nothing was changed."
                    : $"Accepted. The decision is version {version} of the history.");
                return ExitCode.Ok;
            });
    }
}
