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
        var record = new Argument<string>("record") { Description = "claim/ID or entity/ID." };
        var reason = new Option<string?>("--reason") { Description = "Why, for the reader." };
        var from = new Option<DateOnly?>("--from") { Description = "The day on which its publisher took it back; without it, it counts at no date." };
        var corrected = new Option<string?>("--corrected-by") { Description = "The claim that says what is right instead; its stance is corrects." };
        var undo = new Option<bool>("--undo") { Description = "Take the withdrawal back." };
        var json = JsonReport.Option();
        var command = new Command("withdraw", "Withdraw a claim or an entity: techgraph withdraw claim/S000-024.1 --reason \"The paper took it back.\"") { record, reason, from, corrected, undo, json };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason)) && !result.GetValue(undo))
            {
                result.AddError("Say why with --reason: it is what readers will see in its place.");
            }
        });
        return StoreCommand.Create(command, async (session, cancellation) =>
        {
            if (RecordRef.Parse(session.Parsed.GetRequiredValue(record)) is not { } of)
            {
                await session.Error.WriteLineAsync("Name the record with its kind: claim/ID or entity/ID.");
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
