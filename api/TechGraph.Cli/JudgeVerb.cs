using System.CommandLine;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;

namespace TechGraph.Cli;

/// <summary><c>techgraph judge</c>: records whether two entities are the same.</summary>
internal static class JudgeVerb
{
    public static Command Create()
    {
        var entity = new Argument<string>("entity") { Description = "An entity's id. If the verdict is same, this id leads to the other entity from then on." };
        var other = new Argument<string>("other") { Description = "The other entity's id. If the verdict is same, this entity stays." };
        var verdict = TypedOption.ChoiceArgument<Verdict>("verdict", "The verdict: same, different or unsure.");
        var note = new Option<string?>("--note") { HelpName = "text", Description = "The reason." };
        var undo = new Option<bool>("--undo") { Description = "Undo the judgement on this pair." };
        var json = JsonReport.Option();
        var command = new Command("judge", "Record whether two entities are the same. Example: techgraph judge butterfly-effect butterfly-sg different") { entity, other, verdict, note, undo, json };
        command.Validators.Add(result =>
        {
            // A verdict that cannot be read has its own error; reading its value here would throw.
            if (result.GetValue(undo) == result.GetResult(verdict) is { Tokens.Count: > 0 })
            {
                result.AddError("Give either a verdict (same, different or unsure) or --undo.");
            }
        });
        return StoreCommand.Create(command, async (session, cancellation) =>
        {
            var curator = new Curator(session.Open.Store, session.Open.Writer, Terms.Shipped, TimeProvider.System);
            var (one, two) = (new EntityId(session.Parsed.GetRequiredValue(entity)), new EntityId(session.Parsed.GetRequiredValue(other)));
            var report = session.Parsed.GetValue(undo)
                ? await curator.UndoJudgementAsync(one, two, Environment.UserName, cancellation)
                : await curator.JudgeAsync(one, two, session.Parsed.GetValue(verdict)!.Value, Environment.UserName, session.Parsed.GetValue(note), cancellation);
            return await CurationOutput.WriteAsync(session, report, session.Parsed.GetValue(json));
        });
    }
}
