using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Core.Parsing;

namespace TechGraph.Cli;

/// <summary><c>techgraph show</c>: shows one record with the claims about it, or its history.</summary>
internal static class ShowVerb
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "An id, such as manus, or kind/id if two kinds share the id, such as entity/manus." };
        var history = new Option<bool>("--history") { Description = "Show who changed the record, when and why, instead of the record." };
        var json = new Option<bool>("--json") { Description = "Write the history as one JSON array. A record is always JSON." };
        var recorded = RecordedOption.Create();
        return StoreCommand.Create(
            new Command("show", "Show a record with its claims as JSON, or its history. Example: techgraph show manus") { id, history, json, recorded },
            async (session, cancellation) =>
            {
                var wanted = session.Parsed.GetRequiredValue(id);
                var view = await session.ReadAsync(recorded, cancellation);
                var found = Find(view, wanted);
                if (session.Parsed.GetValue(history))
                {
                    return await HistoryAsync(session, wanted, found ?? RecordRef.Parse(wanted), session.Parsed.GetValue(json), cancellation);
                }

                if (found is not { } reference)
                {
                    var known = view.Entities.Select(e => e.Id.Value).Concat(view.Events.Select(e => e.Id.Value)).Concat(view.Sources.Select(s => s.Id.Value));
                    await session.Error.WriteLineAsync($"There is no record \"{TableOutput.Clean(wanted)}\".{SpellingSuggestion.Hint(wanted, known)} Find it with: techgraph search");
                    return ExitCode.NotFound;
                }

                await session.Output.WriteLineAsync(Describe(view, reference).ToJsonString(TableOutput.Json));
                return ExitCode.Ok;
            });
    }

    private static JsonObject Describe(IGraphView view, RecordRef reference) => new()
    {
        ["kind"] = EnumText.Kebab(reference.Kind),
        ["record"] = Json(RecordOf(view, reference)!),
        ["claims"] = new JsonArray([.. view.ClaimsAbout(reference).Select(Json)]),
    };

    private static JsonNode? Json(object record) => JsonNode.Parse(Encoding.UTF8.GetString(RecordJson.Write(record)));

    private static RecordRef? Find(IGraphView view, string text)
    {
        var candidates = RecordRef.Parse(text) is { } one
            ? [one]
            : new[] { RecordKind.Entity, RecordKind.Event, RecordKind.Relation, RecordKind.Source, RecordKind.Claim }.Select(kind => new RecordRef(kind, text));
        return candidates
            .Select(reference => reference.Kind == RecordKind.Entity ? RecordRef.To(view.CurrentIdOf(new EntityId(reference.Id))) : reference)
            .Where(reference => RecordOf(view, reference) is not null)
            .Select(reference => (RecordRef?)reference)
            .FirstOrDefault();
    }

    private static object? RecordOf(IGraphView view, RecordRef reference) => reference.Kind switch
    {
        RecordKind.Entity => view.Find(new EntityId(reference.Id)),
        RecordKind.Event => view.Find(new EventId(reference.Id)),
        RecordKind.Relation => view.Find(new RelationId(reference.Id)),
        RecordKind.Source => view.Find(new SourceId(reference.Id)),
        RecordKind.Claim => view.Find(new ClaimId(reference.Id)),
        _ => null,
    };

    private static async Task<int> HistoryAsync(StoreSession session, string text, RecordRef? reference, bool json, CancellationToken cancellation)
    {
        var rows = new List<string?[]>();
        if (reference is { } wanted)
        {
            await foreach (var change in RecordHistory.OfAsync(session.Open.Store, wanted, cancellation))
            {
                rows.Add([$"{change.Sequence}", change.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), change.Author, change.Hash is null ? "removed" : "written", change.Reason]);
            }
        }

        if (rows.Count == 0)
        {
            await session.Error.WriteLineAsync($"The history has no record \"{TableOutput.Clean(text)}\". Give the record with its kind, such as claim/S000-001.1.");
            return ExitCode.NotFound;
        }

        await TableOutput.WriteAsync(session.Output, json, ["version", "at", "by", "what", "why"], rows);
        return ExitCode.Ok;
    }
}
