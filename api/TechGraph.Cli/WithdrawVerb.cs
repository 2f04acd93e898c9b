using System.CommandLine;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;

namespace TechGraph.Cli;

/// <summary><c>techgraph withdraw</c>: withdraws an entity or a claim.</summary>
internal static class WithdrawVerb
{
    public static Command Create()
    {
        var record = new Argument<string>("record") { Description = "The record, as claim/ID or entity/ID." };
        var reason = new Option<string?>("--reason") { HelpName = "text", Description = "The reason, which readers see in place of the record." };
        var from = TypedOption.Day("--from", "The day on which the publisher withdrew the claim: it still counts for an earlier known-at day. Without it, it never counts.");
        var corrected = new Option<string?>("--corrected-by") { HelpName = "claim", Description = "The id of the claim that gives the correct value; its stance is corrects." };
        var undo = new Option<bool>("--undo") { Description = "Undo the withdrawal." };
        var json = JsonReport.Option();
        var command = new Command("withdraw", "Withdraw a claim or an entity. Example: techgraph withdraw claim/S000-024.1 --reason \"The paper retracted it.\"") { record, reason, from, corrected, undo, json };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason)) && !result.GetValue(undo))
            {
                result.AddError("The reason is missing. Give it with --reason: readers see it in place of the record.");
            }
        });
        return StoreCommand.Create(command, async (session, cancellation) =>
        {
            if (RecordRef.Parse(session.Parsed.GetRequiredValue(record)) is not { } of)
            {
                await session.Error.WriteLineAsync($"\"{TableOutput.Clean(session.Parsed.GetRequiredValue(record))}\" is not a record. Give claim/ID or entity/ID.");
                return ExitCode.Usage;
            }

            var curator = new Curator(session.Open.Store, session.Open.Writer, Terms.Shipped, TimeProvider.System);
            var by = Environment.UserName;
            var report = session.Parsed.GetValue(undo)
                ? await curator.ReinstateAsync(of, by, cancellation)
                : await curator.WithdrawAsync(
                    of,
                    session.Parsed.GetValue(reason)!,
                    by,
                    session.Parsed.GetValue(from),
                    session.Parsed.GetValue(corrected) is { } claim ? new ClaimId(claim) : null,
                    cancellation);
            return await CurationOutput.WriteAsync(session, report, session.Parsed.GetValue(json));
        });
    }
}
