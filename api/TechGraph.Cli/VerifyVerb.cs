using System.CommandLine;
using TechGraph.Core.Graph;
using TechGraph.Ingest.Workers;

namespace TechGraph.Cli;

/// <summary><c>techgraph verify</c>: checks that the store is as its history says.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var json = JsonReport.Option();
        return StoreCommand.Create(
            new Command("verify", "Verify every stored value against the history, the history against its chain of hashes, and the rows of the intake's ledger against their hashes. Example: techgraph verify") { json },
            async (session, cancellation) =>
            {
                var (faults, notes) = await VerifyAsync(session.Open, cancellation);
                var isJson = session.Parsed.GetValue(json);
                foreach (var fault in isJson ? [] : faults)
                {
                    await session.Output.WriteLineAsync(fault);
                }

                foreach (var note in notes)
                {
                    await session.Error.WriteLineAsync(note);
                }

                var (sequence, content) = await DescribeAsync(session, faults.Count == 0, cancellation);
                if (isJson)
                {
                    await session.Output.WriteJsonAsync(new { version = sequence, content, faults, notes });
                }

                await session.Error.WriteLineAsync(faults.Count == 0
                    ? $"No problems found. Version {sequence}, content hash {content}."
                    : $"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")} found, at version {sequence}. See docs/storage.md.");
                return faults.Count == 0 ? ExitCode.Ok : ExitCode.DataProblems;
            },
            StoreOption.OpenWithIntake,
            mustExist: true);
    }

    /// <summary>Checks the graph and, if there is one, the ledger of the intake.</summary>
    private static async Task<VerifyResult> VerifyAsync(OpenStore open, CancellationToken cancellation)
    {
        var graph = await open.Store.VerifyAsync(cancellation);
        return new VerifyResult([.. graph.Faults, .. LedgerVerify.Run(open.Service<Ledger>().File)], graph.Notes);
    }

    /// <summary>The version, and the content hash; null: the records cannot be read, as the faults say.</summary>
    private static async Task<(long Sequence, string? Content)> DescribeAsync(StoreSession session, bool isSound, CancellationToken cancellation)
    {
        var head = await session.Open.Store.HeadAsync(cancellation);
        try
        {
            return (head.Sequence, (await session.ReadAsync(cancellation)).Version.ContentHash);
        }
        catch (StoreException) when (!isSound)
        {
            return (head.Sequence, null);
        }
    }
}
