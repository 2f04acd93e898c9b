using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Validation;

namespace TechGraph.Tests.GraphQL.Limits;

/// <summary>Results at a limit and above it.</summary>
/// <param name="At">Runs a request at the limit and returns the result.</param>
/// <param name="Above">Runs a request above the limit and returns the result.</param>
/// <param name="Passes">Text that the result at the limit contains.</param>
/// <param name="Refusal">Text that the result above the limit contains, and the other does not.</param>
internal sealed record LimitCase(Func<Task<string>> At, Func<Task<string>> Above, string Passes, string Refusal)
{
    private const string Sdl = """
        directive @note repeatable on FIELD
        directive @listSize(slicingArguments: [String!]) on FIELD_DEFINITION
        type Query { n: Node list(v: [[Int]]): [Node] page(first: Int): [Node] @listSize(slicingArguments: ["first"]) ints(v: [Int]): Int text: String! }
        type Node { id: Int n: Node }
        """;

    /// <summary>Runs two documents: one at the limit, one above it.</summary>
    public static LimitCase Of(string limit, Action<LimitOptions> set, string at, string above, string? variablesAt = null, string? variablesAbove = null, string code = "LIMIT_EXCEEDED") =>
        new(() => AskAsync(set, at, variablesAt), () => AskAsync(set, above, variablesAbove), "\"data\"", $"\"code\":\"{code}\",\"limit\":\"{limit}\",\"max\":");

    /// <summary>Runs one document with two settings.</summary>
    public static LimitCase Of(string refusal, string document, Action<LimitOptions> passing, Action<LimitOptions> refusing) =>
        new(() => AskAsync(passing, document, null), () => AskAsync(refusing, document, null), "\"data\"", refusal);

    /// <summary>Counts the reported errors, which are never more than the limit.</summary>
    public static LimitCase Reporting(string what, Action<LimitOptions> set, int max, string few, string many, string? variablesFew = null, string? variablesMany = null)
    {
        async Task<string> Count(string document, string? variables, int wrong) =>
            $"{(await AskAsync(set, document, variables)).Split(what).Length - 1} reported of {wrong}";
        return new(() => Count(few, variablesFew, max), () => Count(many, variablesMany, max + 1), $"{max} reported of {max}", $"{max} reported of {max + 1}");
    }

    public static async Task<string> AskAsync(Action<LimitOptions> set, string document, string? variables = null)
    {
        using var engine = Of(set);
        return await engine.AskAsync(document, variables);
    }

    public static RequestExecutor Of(Action<LimitOptions> set, TimeProvider? time = null, Func<Task<object?>>? node = null) => TestEngine.Of(
        Sdl,
        map => map
            .Field("Query", "n", async (IFieldContext _) => node is null ? new object() : await node())
            .Field("Query", "list", static (IFieldContext _) => new object[] { 1 })
            .Field("Query", "page", static (IFieldContext _) => new object[] { 1 })
            .Field("Query", "ints", static (IFieldContext _) => 1)
            .Field("Query", "text", static (IFieldContext _) => "0123456789")
            .Field("Node", "id", static (object _) => 1)
            .Field("Node", "n", static (object n) => n)
            .Options(o => set(o.Limits)),
        time);

    /// <summary>Runs requests concurrently: the first does not end before the last is sent. Returns their results.</summary>
    public static Task<string> AtOnceAsync(int requests, int running, int waiting) =>
        AtOnceAsync(requests, l => (l.ConcurrentExecutions, l.WaitingExecutions) = (running, waiting));

    /// <summary>As above; the cost of each request is 1.</summary>
    public static async Task<string> AtOnceAsync(int requests, Action<LimitOptions> set)
    {
        var go = new TaskCompletionSource<object?>();
        using var engine = Of(set, node: () => go.Task);
        var asked = Enumerable.Range(0, requests).Select(_ => engine.AskAsync("{ n { id } }")).ToList();
        go.SetResult(null);
        return string.Join('\n', await Task.WhenAll(asked));
    }

    /// <summary>Runs a request that takes a time, and returns the result.</summary>
    public static async Task<string> RunAsync(TimeSpan time)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var engine = Of(l => l.ExecutionTime = TimeSpan.FromSeconds(1), clock, () =>
        {
            clock.Advance(time);
            return Task.FromResult<object?>(new object());
        });
        return await engine.AskAsync("{ n { id } }");
    }

    /// <summary>Requests documents twice, and returns whether all stayed in the cache.</summary>
    public static Task<string> AskTwiceAsync(Action<LimitOptions> set, int documents)
    {
        var limits = new LimitOptions();
        set(limits);
        using var engine = Of(static _ => { });
        using var cache = new DocumentCache(limits);
        var prepared = 0;
        for (var i = 0; i < 2 * documents; i++)
        {
            cache.Get(Encoding.UTF8.GetBytes($"{{ a{i % documents}: __typename }}"), source =>
            {
                prepared++;
                return PreparedDocument.Prepare(engine.Executable, source);
            });
        }

        return Task.FromResult(prepared == documents ? "all kept" : "not all kept");
    }

    /// <summary>Sends events before the first is read, and returns the results.</summary>
    public static async Task<string> FloodAsync(int events, int buffer)
    {
        using var engine = TestEngine.Of("type Query { a: Int } type Subscription { events: Int }", map => map
            .Field("Query", "a", static (IFieldContext _) => 1)
            .Stream("Subscription", "events", (IFieldContext _) => AtOnceAsync(events), OverflowPolicy.Close)
            .Options(o => o.Limits.StreamBuffer = buffer));
        var answer = await engine.RespondAsync(
            new GraphQLRequest { Document = "subscription { events }"u8.ToArray(), Services = new ServiceCollection().BuildServiceProvider() }, default);
        var seen = new StringBuilder();
        await foreach (var result in answer.Stream!)
        {
            using (result)
            {
                seen.Append(Encoding.UTF8.GetString(result.Data.Span)).AppendJoin(',', result.Errors.Select(e => e.Code));
            }
        }

        return seen.ToString();
    }

    private static async IAsyncEnumerable<int> AtOnceAsync(int count)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            yield return i;
        }
    }
}
