using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Access to fields, at the start and for each event.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccessTests
{
    private const string Sdl = """
        type Query { open: Int closed: Int sure: Int! node: Node any: [Any] } type Mutation { add: Int remove: Int }
        type Subscription { ticks: Tick } type Tick { n: Int secret: Int } type Node { id: Int secret: Int } type Other { id: Int } union Any = Node | Other
        """;

    private int _runs;

    [TestCase("{ open closed }", """{"errors":[{"message":"\"Query.closed\" is not allowed for this user.","locations":[{"line":1,"column":8}],"path":["closed"],"extensions":{"code":"AUTH_NOT_AUTHORIZED"}}],"data":{"open":1,"closed":null}}""")]
    [TestCase("{ node { id secret } }", """{"errors":[{"message":"\"Node.secret\" is not allowed for this user.","locations":[{"line":1,"column":13}],"path":["node","secret"],"extensions":{"code":"AUTH_NOT_AUTHORIZED"}}],"data":{"node":{"id":1,"secret":null}}}""")]
    [TestCase("{ sure open }", """{"errors":[{"message":"\"Query.sure\" requires a signed-in user.","locations":[{"line":1,"column":3}],"path":["sure"],"extensions":{"code":"AUTH_NOT_AUTHENTICATED"}}],"data":null}""")]
    [TestCase("{ open any { ... on Node { id } } __typename }", """{"data":{"open":1,"any":[{"id":1}],"__typename":"Query"}}""")]
    [TestCase("{ open closed @skip(if: true) }", """{"data":{"open":1}}""")]
    public async Task A_denied_field_fails_alone(string document, string answer)
    {
        using var engine = Of(Decide);
        Assert.That(await engine.AskAsync(document), Is.EqualTo(answer));
    }

    [Test]
    public async Task A_denied_mutation_does_not_run_and_the_next_one_does()
    {
        using var engine = Of(Decide);
        Assert.That(await engine.AskAsync("mutation { remove add }"), Does.Contain("AUTH_NOT_AUTHORIZED").And.Contain("""{"remove":null,"add":1}"""));
        Assert.That(_runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Each_field_is_checked_once_before_any_resolver_runs()
    {
        var asked = new List<string>();
        using var engine = Of(access =>
        {
            Assert.That(_runs, Is.Zero);
            asked.Add($"{access.Type}.{access.Field}");
            return AccessDecision.Allowed;
        });
        await engine.AskAsync("mutation { a: add b: add __typename }");
        Assert.That(asked, Is.EqualTo(["Mutation.add"]));
        Assert.That(_runs, Is.EqualTo(2));
    }

    [Test]
    public async Task A_check_that_throws_rejects_the_request()
    {
        using var engine = Of(static _ => throw new InvalidOperationException("secret"));
        Assert.That(await engine.AskAsync("mutation { add }"), Does.Contain("INTERNAL_SERVER_ERROR").And.Not.Contain("secret").And.Not.Contain("\"data\""));
        Assert.That(_runs, Is.Zero);
    }

    [Test]
    public async Task A_denied_subscription_is_rejected_before_its_source_opens()
    {
        using var engine = Of(static a => a.Field == "ticks" ? AccessDecision.NotAuthenticated : AccessDecision.Allowed);
        var answer = await SubscribeAsync(engine, "subscription { ticks { n } }");
        Assert.That((answer.Stream, answer.Result!.Errors.Single().Code), Is.EqualTo(((object?)null, "AUTH_NOT_AUTHENTICATED")));
        Assert.That(_runs, Is.Zero);
    }

    [Test]
    public async Task The_decisions_at_the_start_stay_valid_for_all_events()
    {
        var asked = 0;
        using var engine = Of(a => Interlocked.Increment(ref asked) > 3 || a.Field == "secret" ? AccessDecision.NotAuthorized : AccessDecision.Allowed);
        var results = await AllAsync(await SubscribeAsync(engine, "subscription { ticks { n secret } }"));
        Assert.That(results, Is.EqualTo([.. Enumerable.Range(1, 3).Select(i => $$$"""AUTH_NOT_AUTHORIZED {"ticks":{"n":{{{i}}},"secret":null}}""")]));
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public async Task With_a_check_for_each_event_the_stream_ends_when_access_is_denied()
    {
        var asked = 0;
        using var engine = Of(a => a.Field == "ticks" && Interlocked.Increment(ref asked) > 2 ? AccessDecision.NotAuthorized : AccessDecision.Allowed, eachEvent: true);
        var results = await AllAsync(await SubscribeAsync(engine, "subscription { ticks { n } }"));
        Assert.That(results, Is.EqualTo([""" {"ticks":{"n":1}}""", "AUTH_NOT_AUTHORIZED "]));
        Assert.That(_runs, Is.EqualTo(1), "the source was opened and closed");
    }

    private static AccessDecision Decide(FieldAccess access) => access.Field switch
    {
        "closed" or "secret" or "remove" => AccessDecision.NotAuthorized,
        "sure" when access.User.Identity?.IsAuthenticated != true => AccessDecision.NotAuthenticated,
        _ => AccessDecision.Allowed,
    };

    private static async Task<OperationResponse> SubscribeAsync(RequestExecutor engine, string document) => await engine.RespondAsync(
        new GraphQLRequest { Document = Encoding.UTF8.GetBytes(document), Services = new ServiceCollection().BuildServiceProvider() }, default);

    private static async Task<List<string>> AllAsync(OperationResponse answer)
    {
        var all = new List<string>();
        await foreach (var result in answer.Stream!)
        {
            using (result)
            {
                all.Add($"{string.Join(',', result.Errors.Select(e => e.Code))} {Encoding.UTF8.GetString(result.Data.Span)}");
            }
        }

        return all;
    }

    private RequestExecutor Of(Func<FieldAccess, AccessDecision> decide, bool eachEvent = false) => TestEngine.Of(Sdl, map => map
        .TypeOf("Any", static _ => "Node")
        .Field("Query", "open", static (IFieldContext _) => 1).Field("Query", "closed", static (IFieldContext _) => 1).Field("Query", "sure", static (IFieldContext _) => 1)
        .Field("Query", "node", static (IFieldContext _) => 1).Field("Query", "any", static (IFieldContext _) => new[] { 1 })
        .Field("Mutation", "add", (IFieldContext _) => Interlocked.Increment(ref _runs)).Field("Mutation", "remove", (IFieldContext _) => Interlocked.Increment(ref _runs))
        .Field("Node", "id", static (int n) => n).Field("Node", "secret", static (int n) => n).Field("Other", "id", static (int n) => n)
        .Field("Tick", "n", static (int n) => n).Field("Tick", "secret", static (int n) => n)
        .Stream("Subscription", "ticks", (IFieldContext _) => TicksAsync())
        .Options(o => (o.Authorize, o.AuthorizeEachEvent) = (a => new(decide(a)), eachEvent)));

    private async IAsyncEnumerable<int> TicksAsync()
    {
        Interlocked.Increment(ref _runs);
        for (var i = 1; i <= 3; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
