using System.Diagnostics;
using System.Text.Json;
using TechGraph.GraphQL.Conformance;

namespace TechGraph.Tests.GraphQL;

/// <summary>20,000 levels of any nested construct are rejected quickly, and the process does not crash.</summary>
public sealed class DeepNestingTests
{
    private const int Depth = 20_000;
    private const string Sdl = "type Query { a(v: In, l: [Int]): Query } input In { i: In l: [[Int]] }";

    private static readonly (string Place, string Op, string Text)[] Cases =
    [
        ("selections", "parse", Nest("{ a ", "}")),
        ("inline fragments", "parse", "{" + Nest("... {", "}", "a") + "}"),
        ("lists", "parse", $"{{ a(v: {Nest("[", "]")}) }}"),
        ("objects", "parse", $"{{ a(v: {Nest("{i:", "}", "1")}) }}"),
        ("types", "parse", $"query ($v: {Nest("[", "]", "Int")}) {{ a }}"),
        ("defaults of variables", "parse", $"query ($v: In = {Nest("{i:", "}", "1")}) {{ a }}"),
        ("types of a schema", "schema", $"type Query {{ a: {Nest("[", "]", "Int")} }}"),
        ("defaults of a schema", "schema", $"type Query {{ a(x: In = {Nest("{i:", "}", "1")}): Int }} input In {{ i: In }}"),
        ("directives of a schema", "schema", $"type Query @d(x: {Nest("[", "]")}) {{ a: Int }}"),
        ("fragments", "validate", "{ ...F0 } " + string.Join(' ', Enumerable.Range(0, Depth).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} }}")) + $" fragment F{Depth} on Query {{ __typename }}"),
        ("fragments that select", "validate", "{ ...F0 } " + string.Join(' ', Enumerable.Range(0, Depth).Select(i => $"fragment F{i} on Query {{ a {{ ...F{i + 1} }} }}")) + $" fragment F{Depth} on Query {{ __typename }}"),
    ];

    private static IEnumerable<string> Places => Cases.Select(c => c.Place);

    [TestCaseSource(nameof(Places))]
    public async Task A_document_that_is_nested_too_deeply_is_refused(string place)
    {
        var (_, op, text) = Cases.Single(c => c.Place == place);
        await AssertRejectedAsync(JsonSerializer.Serialize(op == "schema" ? (object)new { op, sdlText = text } : new { op, sdlText = Sdl, document = text }));
    }

    [TestCase("{\"i\":", "}", "null")]
    [TestCase("{\"l\":[[", "]]}", "1")]
    public Task Nested_variables_are_rejected(string open, string close, string inner) => AssertRejectedAsync(JsonSerializer.Serialize(
        new { op = "execute", sdlText = Sdl, document = "query ($v: In) { a(v: $v) { __typename } }", variablesText = $"{{\"v\":{Nest(open, close, inner)}}}" }));

    [Test]
    public Task A_nested_list_in_a_variable_is_rejected() => AssertRejectedAsync(JsonSerializer.Serialize(
        new { op = "execute", sdlText = Sdl, document = "query ($v: In) { a(v: $v) { __typename } }", variablesText = $"{{\"v\":{{\"l\":{Nest("[", "]", "1")}}}}}" }));

    private static async Task AssertRejectedAsync(string line)
    {
        var session = new CaseSession();

        // The first run compiles the code; the second is measured.
        await session.AnswerAsync(line);
        var began = Stopwatch.GetTimestamp();
        var answer = await session.AnswerAsync(line);
        var took = Stopwatch.GetElapsedTime(began);
        Assert.That(answer, Does.Contain("\"outcome\":\"").And.Not.Contain("\"ok\"").And.Not.Contain("\"result\":{\"outcome\":\"result\"").And.Not.Contain("crash"));
        await TestContext.Progress.WriteLineAsync($"Refused in {took.TotalMilliseconds:0} ms.");

        // Ten times the budget, because machines that run tests are shared.
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    private static string Nest(string open, string close, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, Depth)) + inner + string.Concat(Enumerable.Repeat(close, Depth));
}
