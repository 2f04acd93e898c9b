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
        var entity = new Argument<string>("entity") { Description = "An entity's id; where they are the same, it leads to the other from now on." };
        var other = new Argument<string>("other") { Description = "The other's id; where they are the same, the one that stays." };
        var verdict = new Argument<Verdict?>("verdict") { Description = "same, different or unsure.", Arity = ArgumentArity.ZeroOrOne };
        var note = new Option<string?>("--note") { Description = "Why." };
        var undo = new Option<bool>("--undo") { Description = "Take the judgement on the pair back." };
        var json = JsonReport.Option();
        var command = new Command("judge", "Say whether two entities are one: techgraph judge hsg hongshan same") { entity, other, verdict, note, undo, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(undo) == result.GetValue(verdict) is not null)
            {
                result.AddError("Give a verdict (same, different or unsure), or --undo.");
            }
        });
        return StoreCommand.Create(command, async (session, cancellation) =>
        {
            var curator = new Curator(session.Open.Store, session.Open.Writer, Terms.Shipped, TimeProvider.System);
            var (one, two) = (new EntityId(session.Parsed.GetRequiredValue(entity)), new EntityId(session.Parsed.GetRequiredValue(other)));
            var report = session.Parsed.GetValue(undo)
                ? await curator.TakeBackJudgementAsync(one, two, Environment.UserName, cancellation)
                : await curator.JudgeAsync(one, two, session.Parsed.GetValue(verdict)!.Value, Environment.UserName, session.Parsed.GetValue(note), cancellation);
            return await CurationOutput.WriteAsync(session, report, session.Parsed.GetValue(json));
        });
    }
}
