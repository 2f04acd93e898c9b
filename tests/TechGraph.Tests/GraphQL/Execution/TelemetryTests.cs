using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Spans and metrics, which contain no text of documents and no variables.</summary>
[NonParallelizable]
public sealed class TelemetryTests
{
    [Test]
    public async Task A_request_has_spans_and_metrics_without_its_text()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TechGraph.GraphQL",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new ConcurrentQueue<string>();
        using var meters = new MeterListener { InstrumentPublished = static (instrument, l) => Listen(instrument, l) };
        meters.SetMeasurementEventCallback<double>((i, _, _, _) => measured.Enqueue(i.Name));
        meters.SetMeasurementEventCallback<long>((i, _, tags, _) => measured.Enqueue($"{i.Name} {string.Join(',', tags.ToArray().Select(t => t.Value))}"));
        meters.Start();
        using var engine = TestEngine.Of("type Query { a(x: Int): Int }", map => map.Field("Query", "a", static (IFieldContext c) => c.Arg<int?>("x")));
        await engine.AskAsync("query Secretive($x: Int) { a(x: $x) }", "{\"x\":12345}");
        await engine.AskAsync("query Secretive($x: Int) { a(x: $x) }", "{\"x\":12345}");
        await engine.AskAsync("{ nothing }");

        var request = spans.First(s => s.OperationName == "request");
        Assert.That(request.DisplayName, Is.EqualTo("query"));
        Assert.That(request.GetTagItem("graphql.operation.name"), Is.EqualTo("Secretive"));
        Assert.That(request.GetTagItem("graphql.document.hash"), Has.Length.EqualTo(64));
        Assert.That(spans.Select(s => s.OperationName).ToHashSet(), Is.SupersetOf(new[] { "request", "parse", "validate", "plan", "variables", "execution" }));
        Assert.That(spans.SelectMany(s => s.TagObjects).Select(t => $"{t.Value}"), Has.None.Contains("12345").And.None.Contains("a(x:"));
        Assert.That(measured, Is.SupersetOf(new[] { "graphql.operation.duration", "graphql.plan.lookups False", "graphql.plan.lookups True", "graphql.errors GRAPHQL_VALIDATION_FAILED" }));
    }

    [TestCase(false, 4096, "{ a(x: 5) }", null, null)]
    [TestCase(true, 4096, "query ($x: Int) { a(x: $x) }", "query ($x: Int) { a(x: $x) }", """{"x":12345}""")]
    [TestCase(true, 9, "query ($x: Int) { a(x: $x) }", "query ($x…", """{"x":1234…""")]
    [TestCase(true, 6, "# é€😀", "# é…", """{"x":1…""", Description = "a character is never cut; a document that cannot be parsed is recorded too")]
    public async Task Text_and_variables_are_in_a_span_only_if_enabled_and_up_to_the_limit(bool asked, int most, string text, string? document, string? variables)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TechGraph.GraphQL",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var engine = TestEngine.Of("type Query { a(x: Int): Int }", map => map
            .Field("Query", "a", static (IFieldContext c) => c.Arg<int?>("x"))
            .Options(o => (o.RequestTextInSpans, o.SpanTextBytes) = (asked, most)));
        await engine.AskAsync(text, """{"x":12345}""");
        var request = spans.Single(s => s.TraceId == root.TraceId && s.OperationName == "request");
        Assert.That((request.GetTagItem("graphql.document"), request.GetTagItem("graphql.variables")), Is.EqualTo(((object?)document, (object?)variables)));
        Assert.That(spans.Where(s => s.TraceId == root.TraceId && s != request).SelectMany(s => s.TagObjects).Select(t => $"{t.Value}"), Has.None.Contains("12345"));
    }

    [Test]
    public void A_length_below_one_is_rejected() =>
        Assert.That(() => new GraphQLOptions { SpanTextBytes = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(false, "")]
    [TestCase(true, "first /a, second /b failed")]
    public async Task Fields_have_spans_only_if_enabled(bool asked, string expected)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TechGraph.GraphQL",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var engine = TestEngine.Of("type Query { first: Int second: Int }", map => map
            .Field("Query", "first", static (IFieldContext _) => 1)
            .Field("Query", "second", static async Task<int?> (IFieldContext _) =>
            {
                await Task.Yield();
                throw new GraphQLError("no");
            })
            .Options(o => o.FieldSpans = asked));
        Assert.That(await engine.AskAsync("{ a: first b: second }"), Does.Contain("\"a\":1,\"b\":null"));
        var seen = spans.Where(s => s.TraceId == root.TraceId && s.OperationName == "field")
            .Select(s => $"{s.GetTagItem("graphql.field.name")} /{s.GetTagItem("graphql.field.path")}{(s.Status == ActivityStatusCode.Error ? " failed" : "")}").Order();
        Assert.That(string.Join(", ", seen), Is.EqualTo(expected));
    }

    [Test]
    public async Task Batches_cost_refusals_and_subscriptions_are_measured()
    {
        var measured = new ConcurrentQueue<string>();
        var spans = new ConcurrentQueue<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TechGraph.GraphQL",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = static (instrument, l) => Listen(instrument, l) };
        meters.SetMeasurementEventCallback<double>((i, value, _, _) => measured.Enqueue($"{i.Name} {value}"));
        meters.SetMeasurementEventCallback<long>((i, value, tags, _) => measured.Enqueue($"{i.Name} {value} {string.Join(',', tags.ToArray().Select(t => t.Value))}"));
        meters.Start();
        using var engine = TestEngine.Of("type Query { nodes: [Node] } type Node { n: Int } type Subscription { ticks: Int }", static map => map
            .Field("Query", "nodes", static (IFieldContext _) => new[] { 1, 2, 3 })
            .Batch("Node", "n", static (IBatchContext<int> b) => Task.FromResult<IReadOnlyList<int>>([.. b.Parents]))
            .Stream("Subscription", "ticks", static (IFieldContext _) => OnceAsync())
            .Options(o => o.Limits.Aliases = 1));
        await engine.AskAsync("{ nodes { n } }");
        await engine.AskAsync("{ a: nodes { n } b: nodes { n } }");
        var answer = await engine.RespondAsync(
            new GraphQLRequest { Document = "subscription { ticks }"u8.ToArray(), Services = new ServiceCollection().BuildServiceProvider() },
            default);
        await foreach (var result in answer.Stream!)
        {
            result.Dispose();
        }

        Assert.That(measured, Is.SupersetOf(new[] { "graphql.operation.cost 1", "graphql.rejected 1 aliases", "graphql.subscriptions.active 1 ", "graphql.subscriptions.active -1 " }));
        Assert.That(spans.Where(s => s.TraceId == root.TraceId && s.OperationName == "batch").Select(s => $"{s.GetTagItem("graphql.batch.size")}"), Is.EqualTo(["3"]));
    }

    private static async IAsyncEnumerable<int> OnceAsync()
    {
        await Task.Yield();
        yield return 1;
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "TechGraph.GraphQL")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
