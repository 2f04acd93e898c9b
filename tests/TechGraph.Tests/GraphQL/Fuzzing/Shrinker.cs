using System.Text.Json;
using System.Text.Json.Nodes;
using TechGraph.GraphQL.Conformance;
using TechGraph.Tests.GraphQL.Peers;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Reduces a case on which two engines differ, and reports both results.</summary>
internal sealed class Shrinker(NodeScript node, string opening, TestSchema schema, bool waits)
{
    public async Task<string> ReportAsync(string line, int seed, string sdl)
    {
        var small = JsonNode.Parse(line)!.AsObject();
        await RemoveWordsAsync(small, "document", ' ');
        await RemoveWordsAsync(small, "sdlText", '\n');
        await RemoveMembersAsync(small, small);
        var (ours, theirs) = await AnswersAsync(small);
        return $"seed {seed}\n{(small.ContainsKey("sdlText") ? "" : sdl)}{small.ToJsonString()}\n  ours:   {ours}\n  theirs: {theirs}";
    }

    private async Task RemoveWordsAsync(JsonObject small, string member, char separator)
    {
        if (small[member] is null)
        {
            return;
        }

        for (var size = 8; size >= 1; size /= 2)
        {
            var words = small[member]!.GetValue<string>().Split(separator, StringSplitOptions.RemoveEmptyEntries).ToList();
            for (var at = 0; at + size <= words.Count;)
            {
                var fewer = words[..at].Concat(words[(at + size)..]).ToList();
                small[member] = string.Join(separator, fewer);
                if (await DifferAsync(small))
                {
                    words = fewer;
                }
                else
                {
                    at++;
                }
            }

            small[member] = string.Join(separator, words);
        }
    }

    private async Task RemoveMembersAsync(JsonObject small, JsonObject at)
    {
        foreach (var name in at.Select(m => m.Key).Where(n => n is not ("id" or "op" or "sdl" or "sdlText" or "document")).ToList())
        {
            var kept = at[name];
            at.Remove(name);
            if (await DifferAsync(small))
            {
                continue;
            }

            at[name] = kept;
            if (kept is JsonObject inner)
            {
                await RemoveMembersAsync(small, inner);
            }
        }
    }

    private async Task<bool> DifferAsync(JsonObject small)
    {
        var (ours, theirs) = await AnswersAsync(small);
        if (CaseComparison.IsSame(ours, theirs, waits))
        {
            return false;
        }

        using var asked = JsonDocument.Parse(small.ToJsonString(), new JsonDocumentOptions { MaxDepth = 1_000 });
        return KnownDifference.Reason(asked.RootElement, schema, ours, theirs) is null;
    }

    private async Task<(string Ours, string Theirs)> AnswersAsync(JsonObject small)
    {
        var line = small.ToJsonString();
        var ours = new CaseSession();
        await ours.AnswerAsync(opening);
        return ((await ours.AnswerAsync(line))!, (await node.AskAsync([line]))[0]);
    }
}
