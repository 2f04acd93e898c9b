using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL;

namespace TechGraph.Tests.GraphQL.Contract;

/// <summary>
/// Tests that every host of a resolver map must pass over HTTP, whatever engine it uses. A test of a host derives from this class and
/// starts the host. Member order and the texts of an engine's errors may differ; codes and paths may not.
/// </summary>
public abstract class HostContract
{
    private readonly ConcurrentQueue<string> _fetches = [];
    private IAsyncDisposable _host = null!;
    private Uri _address = null!;

    /// <summary>Starts a host of the map with additional services.</summary>
    protected abstract Task<(IAsyncDisposable Host, Uri Address)> StartAsync(Action<GraphQLEngineBuilder> map, Action<IServiceCollection> services);

    [OneTimeSetUp]
    public async Task BeginAsync() => (_host, _address) = await StartAsync(map => new ContractMap().AddTo(map), services => services.AddSingleton(_fetches));

    [OneTimeTearDown]
    public async Task EndAsync() => await _host.DisposeAsync();

    [SetUp]
    public void Forget() => _fetches.Clear();

    [TestCase("{ firms { id name founded size } }", """{"firms":[{"id":"f1","name":"Firm 1","founded":"2000-01-01","size":2},{"id":"f2","name":"Firm 2","founded":"2000-01-02","size":2}]}""")]
    [TestCase("{ firms(first: 1) { x: id ...F } } fragment F on Party { __typename name }", """{"firms":[{"x":"f1","__typename":"Firm","name":"Firm 1"}]}""")]
    [TestCase("{ p: party(id: \"p\") { __typename id } f: party(id: \"f\") { ... on Firm { founded } } none: party(id: \"?\") { id } }", """{"p":{"__typename":"Person","id":"p"},"f":{"founded":"2000-01-01"},"none":null}""")]
    [TestCase("{ any { __typename ... on Person { name } } }", """{"any":[{"__typename":"Firm"},{"__typename":"Person","name":"P"}]}""")]
    [TestCase("{ seen }", """{"seen":"   False"}""")]
    [TestCase("{ seen(where: {}, day: \"2025-12-29\", kinds: SMALL_FIRM, none: null) }", """{"seen":"BIG_FIRM 2025-12-29 SMALL_FIRM True"}""")]
    [TestCase("{ a: selects { id name } b: selects { id staff { name } } }", """{"a":{"id":"FalseFalseFalse","name":"a"},"b":{"id":"TrueTrueFalse","staff":[{"name":"A"},{"name":null}]}}""")]
    [TestCase("{ later maybe user }", """{"later":1,"maybe":null,"user":"nobody"}""")]
    public async Task A_query_returns_its_data(string document, string data)
    {
        using var answer = await AskAsync(document);
        Assert.That(answer.RootElement.GetProperty("data").GetRawText(), Is.EqualTo(data));
        Assert.That(answer.RootElement.TryGetProperty("errors", out _), Is.False);
    }

    [TestCase("{ later refuses }", "NOT_FOUND", "[\"refuses\"]", """{"later":1,"refuses":null}""")]
    [TestCase("{ x: breaks later }", "INTERNAL_SERVER_ERROR", "[\"x\"]", """{"x":null,"later":1}""")]
    [TestCase("{ reports }", "PARTIAL", "[\"reports\"]", """{"reports":1}""")]
    [TestCase("{ sure later }", "NON_NULL_VIOLATION", "[\"sure\"]", "null")]
    [TestCase("{ items later }", "NON_NULL_VIOLATION", "[\"items\",1]", """{"items":null,"later":1}""")]
    public async Task An_error_has_the_path_of_its_field(string document, string code, string path, string data)
    {
        using var answer = await AskAsync(document);
        var error = answer.RootElement.GetProperty("errors").EnumerateArray().Single();
        Assert.That(error.GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(error.GetProperty("path").GetRawText(), Is.EqualTo(path));
        Assert.That(answer.RootElement.GetProperty("data").GetRawText(), Is.EqualTo(data));
        Assert.That(error.GetRawText(), Does.Not.Contain("secret"));
    }

    [TestCase("{", "GRAPHQL_PARSE_FAILED", null)]
    [TestCase("{ nothing }", "GRAPHQL_VALIDATION_FAILED", null)]
    [TestCase("query A { later } query B { later }", "OPERATION_RESOLUTION_FAILURE", null)]
    [TestCase("query ($day: Date) { seen(day: $day) }", "BAD_USER_INPUT", """{"day":"yesterday"}""")]
    public async Task A_request_error_has_no_data(string document, string code, string? variables)
    {
        using var answer = await AskAsync(document, variables, status: 400);
        Assert.That(answer.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(answer.RootElement.TryGetProperty("data", out _), Is.False);
    }

    [Test]
    public async Task Variables_reach_resolvers_as_their_types()
    {
        using var answer = await AskAsync(
            "query ($w: Where, $day: Date!, $k: [Kind!]) { seen(where: $w, day: $day, kinds: $k) }", """{"w":{"kind":"SMALL_FIRM"},"day":"2026-02-28","k":["BIG_FIRM"]}""");
        Assert.That(answer.RootElement.GetProperty("data").GetProperty("seen").GetString(), Is.EqualTo("SMALL_FIRM 2026-02-28 BIG_FIRM False"));
    }

    [Test]
    public async Task Each_level_and_each_key_is_fetched_once()
    {
        using var answer = await AskAsync("{ firms(first: 30) { staff { boss } } again: firms(first: 1) { id } }");
        Assert.That(answer.RootElement.GetProperty("data").GetProperty("firms")[29].GetRawText(), Is.EqualTo("""{"staff":[{"boss":"boss of f"},{"boss":"boss of f"}]}"""));
        Assert.That(_fetches, Is.EqualTo(["staff of 30", "bosses of 1"]));
    }

    [Test]
    public async Task Root_fields_of_a_mutation_run_in_order_and_a_failure_does_not_stop_the_next()
    {
        using var answer = await AskAsync("mutation { a: next fails b: next }");
        var data = answer.RootElement.GetProperty("data");
        Assert.That(data.GetProperty("b").GetInt32(), Is.EqualTo(data.GetProperty("a").GetInt32() + 1));
        Assert.That(data.GetProperty("fails").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_subscription_streams_events_and_completes()
    {
        using var client = new HttpClient();
        using var request = Request("subscription { firmFounded(count: 2) { id founded } }", null, "text/event-stream");
        using var response = await client.SendAsync(request);
        var events = (await response.Content.ReadAsStringAsync()).ReplaceLineEndings("\n").Split("\n\n").Where(e => e.Length > 0 && e[0] != ':').ToList();
        Assert.That(events.Select(e => e.Split('\n')[0]), Is.EqualTo(["event: next", "event: next", "event: complete"]));
        Assert.That(events[1], Does.Contain("""{"firmFounded":{"id":"f2","founded":"2000-01-02"}}"""));
    }

    [Test]
    public async Task Clients_can_read_the_schema()
    {
        using var answer = await AskAsync("{ __type(name: \"Firm\") { fields { name } interfaces { name } } }");
        Assert.That(
            answer.RootElement.GetProperty("data").GetProperty("__type").GetRawText(),
            Is.EqualTo("""{"fields":[{"name":"id"},{"name":"name"},{"name":"founded"},{"name":"staff"},{"name":"size"}],"interfaces":[{"name":"Party"}]}"""));
    }

    private static HttpRequestMessage Request(Uri address, string document, string? variables, string accept)
    {
        var body = $"{{\"query\":{JsonSerializer.Serialize(document)}{(variables is null ? "" : $",\"variables\":{variables}")}}}";
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    private HttpRequestMessage Request(string document, string? variables, string accept) => Request(_address, document, variables, accept);

    private async Task<JsonDocument> AskAsync(string document, string? variables = null, int status = 200)
    {
        using var client = new HttpClient();
        using var request = Request(document, variables, "application/graphql-response+json");
        using var response = await client.SendAsync(request);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/graphql-response+json"));
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }
}
