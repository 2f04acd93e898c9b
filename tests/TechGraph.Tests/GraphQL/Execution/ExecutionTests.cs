using Microsoft.Extensions.Time.Testing;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Order, merging, conditions, concurrency, errors and time-outs.</summary>
public sealed class ExecutionTests
{
    private const string Sdl = """
        type Query { deal(id: ID! = "d1"): Party fail: String slow: String late: String code: String party(kind: Kind): Party parties: [Party!]! }
        type Mutation { first: Int second: Int broken: Int }
        interface Party { id: ID! name: String }
        type Firm implements Party { id: ID! name: String staff: Int }
        type Person implements Party { id: ID! name: String born: Int }
        enum Kind { FIRM PERSON OTHER }
        """;

    [Test]
    public async Task Fields_are_in_the_order_of_their_first_selection_and_their_selections_merge()
    {
        using var engine = Of();
        Assert.That(
            await engine.AskAsync("query { b: deal { id } ... on Query { deal { id } b: deal { name } } ...F deal { name } } fragment F on Query { b: deal { id } z: __typename }"),
            Is.EqualTo("""{"data":{"b":{"id":"d1","name":"Firm d1"},"deal":{"id":"d1","name":"Firm d1"},"z":"Query"}}"""));
    }

    [TestCase("false", "false", "{}")]
    [TestCase("true", "false", """{"code":"x"}""")]
    [TestCase("true", "true", "{}")]
    public async Task A_field_is_selected_only_if_skip_and_include_both_allow_it(string include, string skip, string data)
    {
        using var engine = Of();
        const string Document = "query ($i: Boolean!, $s: Boolean!) { code @include(if: $i) @skip(if: $s) }";
        for (var time = 0; time < 2; time++)
        {
            Assert.That(await engine.AskAsync(Document, $$"""{"i":{{include}},"s":{{skip}}}"""), Is.EqualTo($$$"""{"data":{{{data}}}}"""), "also from the cache");
        }
    }

    [Test]
    public async Task A_field_stays_if_one_of_its_selections_is_included()
    {
        using var engine = Of();
        Assert.That(
            await engine.AskAsync("query ($no: Boolean = false) { deal { id name @include(if: $no) } deal @include(if: $no) { __typename } }"),
            Is.EqualTo("""{"data":{"deal":{"id":"d1"}}}"""));
    }

    [Test]
    public async Task An_abstract_value_has_the_fields_of_its_type()
    {
        using var engine = Of();
        Assert.That(
            await engine.AskAsync("{ parties { __typename id ... on Firm { staff } ... on Person { born } } }"),
            Is.EqualTo("""{"data":{"parties":[{"__typename":"Firm","id":"f","staff":3},{"__typename":"Person","id":"p","born":1970}]}}"""));
    }

    [Test]
    public async Task An_impossible_type_name_is_an_error()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("{ party(kind: OTHER) { id } }"), Does.Contain("INVALID_RESULT").And.EndWith("\"data\":{\"party\":null}}"));
    }

    [Test]
    public async Task Asynchronous_fields_run_concurrently_and_keep_their_order()
    {
        var (slow, late) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        using var engine = Of(slow.Task, late.Task);
        var asking = engine.AskAsync("{ slow code late }");
        Assert.That(asking.IsCompleted, Is.False);
        late.SetResult("2");
        slow.SetResult("1");
        Assert.That(await asking, Is.EqualTo("""{"data":{"slow":"1","code":"x","late":"2"}}"""));
    }

    [Test]
    public async Task Root_fields_of_a_mutation_run_one_after_another_and_one_failure_does_not_stop_the_next()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("mutation { second broken first }"), Does.EndWith("\"data\":{\"second\":1,\"broken\":null,\"first\":2}}"));
    }

    [Test]
    public async Task The_message_of_an_unexpected_exception_is_not_shown()
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("{ code fail }"), Does.Match(
            """^\{"errors":\[\{"message":"Unexpected execution error","locations":\[\{"line":1,"column":8\}\],"path":\["fail"\],"extensions":\{"code":"INTERNAL_SERVER_ERROR","logId":"[0-9a-f]{32}"\}\}\],"data":\{"code":"x","fail":null\}\}$"""));
    }

    [Test]
    public async Task An_operation_that_runs_too_long_is_stopped()
    {
        var time = new FakeTimeProvider();
        using var engine = Of(new TaskCompletionSource<string>().Task, Task.FromResult(""), time);
        var asking = engine.AskAsync("{ slow }");
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That(await asking, Does.Contain("EXECUTION_TIMEOUT").And.Not.Contain("\"data\""));
    }

    [Test]
    public void A_client_that_disconnects_ends_the_operation()
    {
        using var engine = Of(new TaskCompletionSource<string>().Task);
        using var leave = new CancellationTokenSource();
        var asking = engine.AskAsync("{ slow }", cancellation: leave.Token);
        leave.Cancel();
        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(null, "OPERATION_RESOLUTION_FAILURE")]
    [TestCase("C", "OPERATION_RESOLUTION_FAILURE")]
    [TestCase("", "OPERATION_RESOLUTION_FAILURE")]
    [TestCase("B", "\"data\":{\"code\":\"x\"}")]
    public async Task The_operation_is_chosen_by_name(string? name, string expected)
    {
        using var engine = Of();
        Assert.That(await engine.AskAsync("query A { a: code } query B { code }", operation: name), Does.Contain(expected));
    }

    [Test]
    public async Task A_response_above_the_limit_is_rejected_completely()
    {
        using var engine = TestEngine.Of("type Query { a: [Int!]! }", map => map
            .Field("Query", "a", static (IFieldContext _) => Enumerable.Repeat(1, 2_000))
            .Options(o => o.Limits.ResponseBytes = 4_000));
        Assert.That(await engine.AskAsync("{ a }"), Does.Contain("LIMIT_EXCEEDED").And.Not.Contain("\"data\""));
        Assert.That(await engine.AskAsync("{ b: __typename }"), Is.EqualTo("""{"data":{"b":"Query"}}"""));
    }

    [Test]
    public async Task A_resolver_sees_its_path_and_selection_and_can_report_errors()
    {
        using var engine = TestEngine.Of("type Query { a: [B!]! } type B { c(n: Int): B d: String }", map => map
            .Field("Query", "a", static (IFieldContext _) => new[] { 1, 2 })
            .Field("B", "c", static (IFieldContext c) =>
            {
                c.Report(new GraphQLError($"{c.Path} {c.Selects("d")} {c.Selects("c.d")} {c.Has("n")} {c.Arg<int?>("n")} {c.Parent<int>()}", "SEEN"));
                return (object?)null;
            })
            .Field("B", "d", static (int _) => "d"));
        var answer = await engine.AskAsync("{ a { x: c(n: 5) { d } y: c { c { d } } } }");
        Assert.That(answer, Does.Contain("a[0].x True False True 5 1").And.Contain("a[1].y False True False  2"));
        Assert.That(answer, Does.Contain("\"path\":[\"a\",1,\"y\"]"));
    }

    private static TechGraph.GraphQL.Execution.RequestExecutor Of(Task<string>? slow = null, Task<string>? late = null, TimeProvider? time = null)
    {
        var counter = 0;
        return TestEngine.Of(
            Sdl,
            map => map
                .TypeOf("Party", static v => ((string)v)[0] switch { 'p' => "Person", 'o' => "Query", _ => "Firm" })
                .Field("Query", "deal", static (IFieldContext c) => c.Arg<string>("id"))
                .Field("Query", "code", static (IFieldContext _) => "x")
                .Field("Query", "fail", static string (IFieldContext _) => throw new InvalidOperationException("the password is 1234"))
                .Field("Query", "slow", (IFieldContext _) => slow ?? Task.FromResult(""))
                .Field("Query", "late", (IFieldContext _) => late ?? Task.FromResult(""))
                .Field("Query", "party", static (IFieldContext c) => c.Arg<string?>("kind")!.ToLowerInvariant())
                .Field("Query", "parties", static (IFieldContext _) => new[] { "f", "p" })
                .Field("Mutation", "first", (IFieldContext _) => ++counter)
                .Field("Mutation", "second", async (IFieldContext _) =>
                {
                    await Task.Yield();
                    return ++counter;
                })
                .Field("Mutation", "broken", static int? (IFieldContext _) => throw new GraphQLError("no", "NO"))
                .Field("Party", "id", static (string v) => v)
                .Field("Party", "name", static (string v) => $"Firm {v}")
                .Field("Firm", "staff", static (string _) => 3)
                .Field("Person", "born", static (string _) => 1970),
            time);
    }
}
