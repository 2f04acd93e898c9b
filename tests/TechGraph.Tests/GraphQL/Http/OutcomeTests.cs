using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TechGraph.GraphQL;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Http;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Each outcome over HTTP, in both status profiles.</summary>
public sealed class OutcomeTests
{
    private const string Response = "application/graphql-response+json";

    [TestCase("{ hello }", Response, 200, 200)]
    [TestCase("{ hello }", "application/json", 200, 200)]
    [TestCase("{ partial hello }", Response, 200, 294)]
    [TestCase("{ partial hello }", "application/json", 200, 200)]
    [TestCase("{ sure }", Response, 200, 294, Description = "data is null")]
    [TestCase("{", Response, 400, 400)]
    [TestCase("{", "application/json", 200, 400)]
    [TestCase("{ nothing }", Response, 400, 422)]
    [TestCase("{ nothing }", "application/json", 200, 422)]
    [TestCase("query ($n: Int!) { hello }", Response, 400, 422)]
    [TestCase("query A { hello } query B { hello }", Response, 400, 422)]
    [TestCase("subscription { forever }", Response, 406, 406)]
    public async Task A_document_has_this_status(string document, string accept, int compatible, int draft)
    {
        foreach (var (profile, status) in new[] { (StatusProfile.Compatible, compatible), (StatusProfile.Draft, draft) })
        {
            await using var host = await EngineHost.StartAsync(o => o.Http.StatusProfile = profile, map: AddFailing);
            using var answer = await PostAsync(host, JsonSerializer.Serialize(new { query = document }), accept);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), $"{profile}");
        }
    }

    [TestCase("[]", 400, 422)]
    [TestCase("{}", 400, 422)]
    [TestCase("""{"query":5}""", 400, 422)]
    [TestCase("{", 400, 400)]
    public async Task A_body_that_is_not_a_request_has_this_status(string body, int compatible, int draft)
    {
        foreach (var (profile, status) in new[] { (StatusProfile.Compatible, compatible), (StatusProfile.Draft, draft) })
        {
            await using var host = await EngineHost.StartAsync(o => o.Http.StatusProfile = profile);
            using var answer = await PostAsync(host, body, Response);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), $"{profile}");
        }
    }

    [TestCase("mutation%7Badd%7D")]
    [TestCase("subscription%7Bforever%7D")]
    public async Task A_GET_runs_only_queries(string query)
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{host.Address}?query={query}");
        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
        Assert.That(answer.Content.Headers.Allow, Is.EqualTo(["POST"]));
        Assert.That(host.Running, Is.Zero);
    }

    [Test]
    public async Task A_timeout_is_504()
    {
        var time = new FakeTimeProvider();
        await using var host = await EngineHost.StartAsync(time: time, options: o => o.Limits.ExecutionTime = TimeSpan.FromSeconds(1));
        var asking = PostAsync(host, """{"query":"{ waits }"}""", Response);
        while (!asking.IsCompleted)
        {
            // The request may not have arrived when the clock advances, so it advances until the response arrives.
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(asking, Task.Delay(10));
        }

        using var answer = await asking;
        Assert.That((int)answer.StatusCode, Is.EqualTo(504));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("EXECUTION_TIMEOUT").And.Not.Contain("\"data\""));
    }

    [Test]
    public async Task An_address_that_is_too_long_is_414()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{host.Address}?query=%7Bhello%7D%23{new string('x', 10_000)}");
        Assert.That((int)answer.StatusCode, Is.EqualTo(414));
    }

    [TestCase("report", """{"data":{"hello":"Hello you"},"extensions":{"operationCost":{"fieldCost":0,"typeCost":0}}}""")]
    [TestCase("validate", """{"data":null,"extensions":{"operationCost":{"fieldCost":0,"typeCost":0}}}""")]
    [TestCase("other", """{"data":{"hello":"Hello you"}}""")]
    public async Task The_cost_is_in_the_response_if_requested(string header, string body)
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("GraphQL-Cost", header);
        using var content = new StringContent("""{"query":"{ hello }"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(host.Address, content);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
    }

    [Test]
    public async Task If_the_schema_may_not_be_read_there_is_no_sdl()
    {
        await using var closed = await EngineHost.StartAsync(o => o.AllowIntrospection = false);
        await using var forSome = await EngineHost.StartAsync(o => (o.AllowIntrospection, o.AllowIntrospectionTo) = (false, static user => user.Identity is not null));
        using var client = new HttpClient();
        using var none = await client.GetAsync($"{closed.Address}?sdl");
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await client.GetStringAsync($"{forSome.Address}?sdl"), Does.Contain("type Query {"));
    }

    private static void AddFailing(GraphQLEngineBuilder map) => map
        .Sdl("extend type Query { partial: Int sure: Int! }")
        .Field("Query", "partial", static int? (IFieldContext _) => throw new GraphQLError("No.", "NO"))
        .Field("Query", "sure", static int (IFieldContext _) => throw new GraphQLError("No.", "NO"));

    private static async Task<HttpResponseMessage> PostAsync(EngineHost host, string body, string accept)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }
}
