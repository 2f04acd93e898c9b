using System.CommandLine;
using TechGraph.Core.Matching;

namespace TechGraph.Cli;

/// <summary><c>techgraph search</c>: finds entities by name or alias.</summary>
internal static class SearchVerb
{
    public static Command Create()
    {
        var text = new Argument<string>("text") { Description = "A name, an alias or a part of one. Case, accents, punctuation and legal suffixes are ignored." };
        var first = TypedOption.Number("--first", "Maximum number of entities to list, 1 to 10,000.", 1, 10_000, 20);
        var json = new Option<bool>("--json") { Description = "Write one JSON array instead of a table." };
        var recorded = RecordedOption.Create();
        return StoreCommand.Create(
            new Command("search", "Find entities by name or alias. Example: techgraph search manus") { text, first, json, recorded },
            async (session, cancellation) =>
            {
                var wanted = session.Parsed.GetRequiredValue(text);
                var most = session.Parsed.GetValue(first)!.Value;
                if (!EntitySearch.IsSearchable(wanted))
                {
                    await session.Error.WriteLineAsync($"\"{TableOutput.Clean(wanted)}\" has no letter or digit to search for. Give a name or a part of one.");
                    return ExitCode.Usage;
                }

                var view = await session.ReadAsync(recorded, cancellation);
                var hits = await view.AskAsync(graph => EntitySearch.Find(graph, wanted).Take(most + 1).ToList(), cancellation);
                if (hits.Count == 0)
                {
                    await session.Error.WriteLineAsync($"No entity has a name like \"{TableOutput.Clean(wanted)}\".");
                    return ExitCode.NotFound;
                }

                await TableOutput.WriteAsync(
                    session.Output,
                    session.Parsed.GetValue(json),
                    ["id", "kind", "name", "matched"],
                    [.. hits.Take(most).Select(hit => new[] { hit.Entity.Id.Value, hit.Entity.Kind, hit.Entity.Name, hit.Matched })]);
                if (hits.Count <= most)
                {
                    return ExitCode.Ok;
                }

                await session.Error.WriteLineAsync($"More than {Count.Of(most, "entity", "entities")} {(most == 1 ? "matches" : "match")}. List more with --first.");
                return ExitCode.Partial;
            });
    }
}
