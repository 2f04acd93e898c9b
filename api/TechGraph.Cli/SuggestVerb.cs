using System.CommandLine;
using TechGraph.Core.Matching;
using TechGraph.Core.Model;

namespace TechGraph.Cli;

/// <summary><c>techgraph suggest</c>: lists entities that may be the same, for a person to judge.</summary>
internal static class SuggestVerb
{
    public static Command Create()
    {
        var entity = new Argument<string?>("entity") { Description = "The id of an entity; only pairs with it are listed.", Arity = ArgumentArity.ZeroOrOne };
        var first = TypedOption.Number("--first", "Maximum number of pairs to list, 1 to 10,000.", 1, 10_000, 50);
        var json = new Option<bool>("--json") { Description = "Write one JSON array instead of a table." };
        var recorded = RecordedOption.Create();
        return StoreCommand.Create(
            new Command("suggest", "List pairs of entities that may be the same, and why. Record a verdict with techgraph judge. Example: techgraph suggest arm") { entity, first, json, recorded },
            async (session, cancellation) =>
            {
                var (of, most) = (session.Parsed.GetValue(entity), session.Parsed.GetValue(first)!.Value);
                var view = await session.ReadAsync(recorded, cancellation);
                var id = of is null ? (EntityId?)null : view.CurrentIdOf(new EntityId(of));
                if (id is { } wanted && view.Find(wanted) is null)
                {
                    await session.Error.WriteLineAsync($"There is no entity \"{TableOutput.Clean(of)}\". Find it with: techgraph search");
                    return ExitCode.NotFound;
                }

                var all = Suggestions.Of(view).Where(pair => id is null || pair.One.Id == id || pair.Other.Id == id).ToList();
                await TableOutput.WriteAsync(
                    session.Output,
                    session.Parsed.GetValue(json),
                    ["one", "other", "reason", "explanation"],
                    [.. all.Take(most).Select(pair => new[] { pair.One.Id.Value, pair.Other.Id.Value, EnumText.Kebab(pair.Reason), pair.Explanation })]);
                if (all.Count <= most)
                {
                    return ExitCode.Ok;
                }

                await session.Error.WriteLineAsync($"There are {all.Count} pairs. List more with --first.");
                return ExitCode.Partial;
            });
    }
}
