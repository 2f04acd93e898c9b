using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TechGraph.GraphQL.Conformance;
using TechGraph.GraphQL.Language;
using TechGraph.Tests.GraphQL.Peers;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Random schemas, documents and data, run by this engine and by the npm package "graphql": there are no differences except explained ones.</summary>
/// <remarks><c>TECHGRAPH_SEED</c> repeats a run; <c>TECHGRAPH_FULL=1</c> compares 200,000 cases, otherwise 10,000.</remarks>
[Category("Peers")]
public sealed class DifferentialTests
{
    private const int PerSchema = 50;

    private sealed record Case(string Line, bool Waits);

    [Test]
    public async Task It_behaves_like_the_reference_implementation()
    {
        var total = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? 200_000 : 10_000;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFFFF;
        await TestContext.Progress.WriteLineAsync($"Seed {seed}: {total} cases.");
        await using var node = NodeScript.Start("conformance.mjs");
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var explained = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var failures = new List<string>();
        for (var round = 0; round * PerSchema < total && failures.Count < 5; round++)
        {
            var random = new Random(seed + round);
            var sdl = RandomSchema.Make(random);
            var ours = new CaseSession();
            var opening = new JsonObject { ["sdls"] = new JsonObject { ["s"] = sdl } }.ToJsonString();
            await ours.AnswerAsync(opening);
            await node.WriteAsync(opening);
            var schema = TestSchema.Build(sdl);
            var cases = Enumerable.Range(0, PerSchema).Select(i => Make(random, schema, sdl, i)).ToList();
            var theirs = await node.AskAsync([.. cases.Select(c => c.Line)]);
            for (var i = 0; i < cases.Count; i++)
            {
                var answer = (await ours.AnswerAsync(cases[i].Line))!;
                using var asked = JsonDocument.Parse(cases[i].Line, new JsonDocumentOptions { MaxDepth = 1_000 });
                Count(outcomes, Outcome(answer));
                if (CaseComparison.IsSame(answer, theirs[i], cases[i].Waits))
                {
                    continue;
                }

                if (KnownDifference.Reason(asked.RootElement, schema, answer, theirs[i]) is { } reason)
                {
                    Count(explained, reason);
                    continue;
                }

                var report = await new Shrinker(node, opening, schema, cases[i].Waits).ReportAsync(cases[i].Line, seed + round, sdl);
                failures.Add(report);
            }
        }

        await TestContext.Progress.WriteLineAsync($"Outcomes: {string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}"))}. Explained: {string.Join(", ", explained.Select(o => $"{o.Key} {o.Value}"))}.");
        Assert.That(failures, Is.Empty, $"seed {seed}\n{string.Join("\n\n", failures)}");
    }

    private static Case Make(Random random, TestSchema schema, string sdl, int index)
    {
        var line = new JsonObject { ["id"] = index };
        if (index % 10 == 0 || schema.Executor is null)
        {
            line["op"] = "schema";
            line["sdlText"] = index == 0 || schema.Executor is null ? sdl : InvalidSchema.Make(random, sdl);
            return new Case(line.ToJsonString(), false);
        }

        var known = schema.Executor.Executable.Schema;
        var document = RandomDocument.Make(random, known, (index % 4) switch { 0 => 0.04, 1 => 0.01, _ => 0 });
        line["op"] = (index % 5) switch { 0 => "validate", 1 when index % 4 == 0 => "parse", _ => document.Kind == OperationKind.Subscription ? "subscribe" : "execute" };
        line["sdl"] = "s";
        line["document"] = document.Text;
        line["operationName"] = document.OperationName;
        line["variablesText"] = document.Variables.ToJsonString();
        var data = new RandomData(random, known, mayWait: index % 3 == 0);
        var root = known.Root(document.Kind)!;
        line["data"] = document.Kind == OperationKind.Subscription ? data.Events(root) : data.Root(root);
        return new Case(line.ToJsonString(), data.Waits);
    }

    private static void Count(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    private static string Outcome(string answer)
    {
        using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 1_000 });
        return json.RootElement.GetProperty("result").GetProperty("outcome").GetString()!;
    }
}
