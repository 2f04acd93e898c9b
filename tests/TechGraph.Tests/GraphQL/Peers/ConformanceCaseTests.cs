using System.Text.Json;
using TechGraph.GraphQL.Conformance;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>The public cases have their expected results; those of the npm package "graphql" are the same, except for the differences in differences.md.</summary>
public sealed class ConformanceCaseTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Of("tests", "TechGraph.GraphQL.Conformance", "cases.jsonl"));
    private static readonly string Differences = File.ReadAllText(Repository.Of("tests", "TechGraph.GraphQL.Conformance", "differences.md"));

    [Test]
    public async Task Every_case_has_the_result_that_the_specification_requires()
    {
        var wrong = new List<string>();
        var session = new CaseSession();
        foreach (var line in Lines)
        {
            if (await session.AnswerAsync(line) is { } answer && !CaseComparison.IsSame(answer, Expected(line), waits: false))
            {
                wrong.Add($"{line}\n  but was: {answer}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    [Category("Peers")]
    public async Task The_package_has_the_same_results_except_for_explained_differences()
    {
        await using var node = NodeScript.Start("conformance.mjs");
        await node.WriteAsync(Lines[0]);
        var theirs = await node.AskAsync(Lines[1..]);
        var wrong = new List<string>();
        foreach (var (line, answer) in Lines[1..].Zip(theirs))
        {
            using var json = JsonDocument.Parse(line);
            var isSame = CaseComparison.IsSame(Expected(line), answer, waits: false);
            var reason = json.RootElement.TryGetProperty("differs", out var differs) ? differs.GetString() : null;
            if (isSame != (reason is null) || (reason is not null && !Differences.Contains($"## {reason}\n", StringComparison.Ordinal)))
            {
                wrong.Add($"{line}\n  theirs: {answer}\n  reason: {reason}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static string Expected(string line)
    {
        using var json = JsonDocument.Parse(line);
        return $"{{\"result\":{json.RootElement.GetProperty("expect").GetRawText()}}}";
    }
}
