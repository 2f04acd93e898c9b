using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using TechGraph.GraphQL.Validation;
using TechGraph.Tests.GraphQL.Http;

namespace TechGraph.Tests.GraphQL.Limits;

/// <summary>Every limit of <see cref="LimitOptions"/> accepts its value and rejects one more; a limit without a case fails the test.</summary>
public sealed class LimitTableTests
{
    private static readonly Dictionary<string, LimitCase> Cases = new()
    {
        [nameof(LimitOptions.BodyBytes)] = new(() => PostAsync(100), () => PostAsync(101), "200 {\"data\"", "413 {\"errors\":[{\"message\":\"The request's body is too long. The limit is 100.\",\"extensions\":{\"code\":\"LIMIT_EXCEEDED\",\"limit\":\"bodyBytes\",\"max\":100"),
        [nameof(LimitOptions.DocumentBytes)] = LimitCase.Of("documentBytes", l => l.DocumentBytes = 20, "{ __typename }".PadRight(20), "{ __typename }".PadRight(21)),
        [nameof(LimitOptions.Tokens)] = LimitCase.Of("tokens", l => l.Tokens = 4, "{ text __typename }", "{ text text __typename }"),
        [nameof(LimitOptions.SyntaxNesting)] = LimitCase.Of("syntaxNesting", l => l.SyntaxNesting = 3, "{ n { n { id } } }", "{ n { n { n { id } } } }"),
        [nameof(LimitOptions.JsonNesting)] = LimitCase.Of("jsonNesting", l => l.JsonNesting = 3, "query ($v: [[Int]]) { list(v: $v) { id } }", "query ($v: [[Int]]) { list(v: $v) { id } }", """{"v":[[1]]}""", """{"v":[[[1]]]}"""),
        [nameof(LimitOptions.ListItems)] = LimitCase.Of("listItems", l => l.ListItems = 3, "{ ints(v: [1 2 3]) }", "{ ints(v: [1 2 3 4]) }"),
        [nameof(LimitOptions.Fields)] = LimitCase.Of("fields", l => l.Fields = 3, "{ n { id id } }", "{ n { id id id } }"),
        [nameof(LimitOptions.Aliases)] = LimitCase.Of("aliases", l => l.Aliases = 2, "{ a: text b: text c: __typename }", "{ a: text b: text c: text }"),
        [nameof(LimitOptions.RootFields)] = LimitCase.Of("rootFields", l => l.RootFields = 2, "{ text ...F } fragment F on Query { n { id id id } }", "{ text ...F } fragment F on Query { a: text b: text }"),
        [nameof(LimitOptions.RepeatedField)] = LimitCase.Of("repeatedField", l => l.RepeatedField = 2, "{ n { n { id } } }", "{ n { n { n { id } } } }"),
        [nameof(LimitOptions.Depth)] = LimitCase.Of("depth", l => l.Depth = 3, "{ n { ...F } } fragment F on Node { ... { n { id } } }", "{ n { ...F } } fragment F on Node { n { n { id } } }"),
        [nameof(LimitOptions.DirectivesPerPlace)] = LimitCase.Of("directivesPerPlace", l => l.DirectivesPerPlace = 2, "{ text @note @note }", "{ text @note @note @note }"),
        [nameof(LimitOptions.Directives)] = LimitCase.Of("directives", l => l.Directives = 3, "{ text @note @note n @note { id } }", "{ text @note @note n @note { id @note } }"),
        [nameof(LimitOptions.Operations)] = new(() => AskNamedAsync("query A { text } query B { text }"), () => AskNamedAsync("query A { text } query B { text } query C { text }"), "\"data\"", "\"limit\":\"operations\",\"max\":2"),
        [nameof(LimitOptions.FragmentVisits)] = LimitCase.Of("fragmentVisits", l => l.FragmentVisits = 2, "{ ...F ...F } fragment F on Query { text }", "{ ...F ...F ...F } fragment F on Query { text }"),
        [nameof(LimitOptions.MergeComparisons)] = LimitCase.Of("mergeComparisons", l => l.MergeComparisons = LeastComparisons(), Merging(4), Merging(5)),
        [nameof(LimitOptions.IntrospectionLists)] = LimitCase.Of("introspectionLists", l => l.IntrospectionLists = 2, "{ __type(name: \"Node\") { fields { args { name } } } }", "{ __type(name: \"Node\") { fields { args { type { fields { name } } } } } }"),
        [nameof(LimitOptions.IntrospectionOfType)] = LimitCase.Of("introspectionOfType", l => l.IntrospectionOfType = 2, "{ __type(name: \"Node\") { ofType { ofType { name } } } }", "{ __type(name: \"Node\") { ofType { ofType { ofType { name } } } } }"),
        [nameof(LimitOptions.FieldCost)] = LimitCase.Of("fieldCost", l => l.FieldCost = 2, "{ n { n { id } } }", "{ n { n { n { id } } } }", code: "COST_EXCEEDED"),
        [nameof(LimitOptions.TypeCost)] = LimitCase.Of("typeCost", l => l.TypeCost = 2, "{ n { n { id } } }", "{ n { n { n { id } } } }", code: "COST_EXCEEDED"),
        [nameof(LimitOptions.PageSizeDefault)] = LimitCase.Of("\"limit\":\"typeCost\",\"max\":4,\"cost\":5", "{ list { id } }", l => (l.PageSizeDefault, l.TypeCost) = (4, 4), l => (l.PageSizeDefault, l.TypeCost) = (5, 4)),
        [nameof(LimitOptions.PageSizeMax)] = LimitCase.Of("pageSize", l => l.PageSizeMax = 5, "{ page(first: 5) { id } }", "{ page(first: 6) { id } }"),
        [nameof(LimitOptions.ValidationErrors)] = LimitCase.Reporting("GRAPHQL_VALIDATION_FAILED", l => l.ValidationErrors = 3, 3, "{ a b c }", "{ a b c d }"),
        [nameof(LimitOptions.LocationsPerError)] = LimitCase.Reporting("\"line\"", l => l.LocationsPerError = 2, 2, "{ x: text x: n { id } }", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }"),
        [nameof(LimitOptions.CoercionErrors)] = LimitCase.Reporting("BAD_USER_INPUT", l => l.CoercionErrors = 2, 2, "query ($v: [Int]) { ints(v: $v) }", "query ($v: [Int]) { ints(v: $v) }", """{"v":["a","b"]}""", """{"v":["a","b","c"]}"""),
        [nameof(LimitOptions.CachedPlans)] = new(() => LimitCase.AskTwiceAsync(l => l.CachedPlans = 4, 4), () => LimitCase.AskTwiceAsync(l => l.CachedPlans = 4, 5), "all kept", "not all kept"),
        [nameof(LimitOptions.CachedPlanBytes)] = new(() => LimitCase.AskTwiceAsync(l => l.CachedPlanBytes = 4 * 18 * 32, 4), () => LimitCase.AskTwiceAsync(l => l.CachedPlanBytes = (4 * 18 * 32) - 1, 4), "all kept", "not all kept"),
        [nameof(LimitOptions.StreamBuffer)] = new(() => LimitCase.FloodAsync(3, 3), () => LimitCase.FloodAsync(4, 3), "{\"events\":2}", "OVERLOADED"),
        [nameof(LimitOptions.StreamBytes)] = new(() => SocketAsync(l => l.StreamBytes = """{"count":1}""".Length, Counting("1")), () => SocketAsync(l => l.StreamBytes = """{"count":1}""".Length - 1, Counting("1")), "\"next\"", "\"type\":\"error\",\"payload\":[{\"message\":\"Too many bytes wait"),
        [nameof(LimitOptions.ExecutionTime)] = new(() => LimitCase.RunAsync(TimeSpan.FromMilliseconds(999)), () => LimitCase.RunAsync(TimeSpan.FromMilliseconds(1001)), "\"data\"", "EXECUTION_TIMEOUT"),
        [nameof(LimitOptions.OperationsPerSocket)] = new(() => SocketAsync(l => l.OperationsPerSocket = 2, Waiting("1"), Asking("2")), () => SocketAsync(l => l.OperationsPerSocket = 2, Waiting("1"), Waiting("2"), Asking("3")), "\"hello\"", "\"limit\":\"operationsPerSocket\",\"max\":2"),
        [nameof(LimitOptions.SocketMessageBytes)] = new(() => SocketAsync(l => l.SocketMessageBytes = 100, Asking("1").PadRight(100)), () => SocketAsync(l => l.SocketMessageBytes = 100, Asking("1").PadRight(101)), "\"hello\"", "closed 1009"),
        [nameof(LimitOptions.ConcurrentExecutions)] = new(() => LimitCase.AtOnceAsync(2, running: 2, waiting: 0), () => LimitCase.AtOnceAsync(3, running: 2, waiting: 0), "\"data\"", "OVERLOADED"),
        [nameof(LimitOptions.HeavyCost)] = new(() => AtOnceHeavyAsync(2, running: 1, heavyCost: 1.01), () => AtOnceHeavyAsync(2, running: 1, heavyCost: 1), "\"data\"", "OVERLOADED"),
        [nameof(LimitOptions.ConcurrentHeavyExecutions)] = new(() => AtOnceHeavyAsync(2, running: 2, heavyCost: 1), () => AtOnceHeavyAsync(3, running: 2, heavyCost: 1), "\"data\"", "OVERLOADED"),
        [nameof(LimitOptions.WaitingExecutions)] = new(() => LimitCase.AtOnceAsync(3, running: 1, waiting: 2), () => LimitCase.AtOnceAsync(4, running: 1, waiting: 2), "\"data\"", "OVERLOADED"),
        [nameof(LimitOptions.ResponseBytes)] = LimitCase.Of("\"limit\":\"responseBytes\",\"max\":20", "{ text }", l => l.ResponseBytes = """{"text":"0123456789"}""".Length, l => l.ResponseBytes = """{"text":"0123456789"}""".Length - 1),
    };

    private static IEnumerable<string> Limits => typeof(LimitOptions).GetProperties().Select(p => p.Name);

    [TestCaseSource(nameof(Limits))]
    public async Task At_the_limit_it_passes_and_above_it_is_limited(string limit)
    {
        Assert.That(Cases, Does.ContainKey(limit), "every limit has a pair of tests");
        var pair = Cases[limit];
        Assert.That(await pair.At(), Does.Contain(pair.Passes).And.Not.Contain(pair.Refusal));
        Assert.That(await pair.Above(), Does.Contain(pair.Refusal));
    }

    [Test]
    public void Every_case_belongs_to_an_existing_limit() => Assert.That(Cases.Keys, Is.EquivalentTo(Limits));

    private static Task<string> AtOnceHeavyAsync(int requests, int running, double heavyCost) =>
        LimitCase.AtOnceAsync(requests, l => (l.ConcurrentHeavyExecutions, l.HeavyCost, l.WaitingExecutions) = (running, heavyCost, 0));

    private static async Task<string> AskNamedAsync(string document)
    {
        using var engine = LimitCase.Of(l => l.Operations = 2);
        return await engine.AskAsync(document, operation: "A");
    }

    /// <summary>Returns a document with this number of selections of one name.</summary>
    private static string Merging(int fields) => $"{{ {string.Join(' ', Enumerable.Range(0, fields).Select(i => $"n {{ a{i}: id id }}"))} }}";

    /// <summary>Returns the number of comparisons that <see cref="Merging"/> of four needs, found by trial.</summary>
    private static int LeastComparisons()
    {
        for (var least = 1; ; least++)
        {
            if (LimitCase.AskAsync(l => l.MergeComparisons = least, Merging(4)).GetAwaiter().GetResult().Contains("\"data\"", StringComparison.Ordinal))
            {
                return least;
            }
        }
    }

    private static async Task<string> PostAsync(int bytes)
    {
        await using var host = await EngineHost.StartAsync(o => o.Limits.BodyBytes = 100);
        using var client = new HttpClient();
        using var content = new StringContent("""{"query":"{ hello }"}""".PadRight(bytes), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(host.Address, content);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private static string Waiting(string id) => $$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{ waits }"}}""";

    private static string Counting(string id) => $$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"subscription { count(to: 1) }"}}""";

    private static string Asking(string id) => Waiting(id).Replace("waits", "hello", StringComparison.Ordinal);

    /// <summary>Sends messages, and returns the first reply that is neither a handshake nor a completion.</summary>
    private static async Task<string> SocketAsync(Action<LimitOptions> set, params string[] messages)
    {
        await using var host = await EngineHost.StartAsync(o => set(o.Limits));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(host.Socket, default);
        foreach (var message in messages.Prepend("""{"type":"connection_init"}"""))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, default);
        }

        var buffer = new byte[4096];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return $"closed {(int)read.CloseStatus!}";
            }

            var text = Encoding.UTF8.GetString(buffer, 0, read.Count);
            if (!text.Contains("connection_ack", StringComparison.Ordinal))
            {
                host.Continue.TrySetResult("on");
                return text;
            }
        }
    }
}
