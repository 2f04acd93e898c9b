using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>GraphQL over HTTP: media types, status codes, and malformed requests.</summary>
public sealed class EndpointTests
{
    private const string Response = "application/graphql-response+json";
    private const string Good = """{"query":"{ __typename }"}""";

    [TestCase(null, "application/json; charset=utf-8")]
    [TestCase("*/*", "application/json; charset=utf-8")]
    [TestCase("application/*;q=0.5", "application/json; charset=utf-8")]
    [TestCase("application/json", "application/json; charset=utf-8")]
    [TestCase(Response, Response + "; charset=utf-8")]
    [TestCase(Response + ", application/json", Response + "; charset=utf-8")]
    [TestCase(Response + ";q=0.5, application/json", "application/json; charset=utf-8")]
    [TestCase("text/html, */*;q=0.1", "application/json; charset=utf-8")]
    public async Task The_media_type_is_the_accepted_one(string? accept, string form)
    {
        using var response = await PostAsync(Good, accept);
        Assert.That((response.StatusCode, response.Content.Headers.ContentType!.ToString()), Is.EqualTo((HttpStatusCode.OK, form)));
        Assert.That(response.Headers.Vary, Is.EqualTo(["Accept"]));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [TestCase("text/html")]
    [TestCase("application/json;q=0")]
    public async Task An_unsupported_media_type_is_406(string accept)
    {
        using var response = await PostAsync(Good, accept);
        Assert.That((int)response.StatusCode, Is.EqualTo(406));
    }

    [TestCase("{", 400, 400)]
    [TestCase("[]", 400, 400)]
    [TestCase("5", 400, 400)]
    [TestCase("{}", 400, 400)]
    [TestCase("""{"query":null}""", 400, 400)]
    [TestCase("""{"query":5}""", 400, 400)]
    [TestCase("""{"query":"{ __typename }","query":"{ __typename }"}""", 400, 400)]
    [TestCase("""{"query":"{ __typename }","variables":[]}""", 400, 400)]
    [TestCase("""{"query":"{ __typename }","operationName":{}}""", 400, 400)]
    [TestCase("""{"query":"{ __typename }","extensions":""}""", 400, 400)]
    [TestCase("""{"query":"{ __typename }","variables":{"a":"\ud83d"}}""", 400, 400)]
    [TestCase("""{"query":"{"}""", 400, 200)]
    [TestCase("""{"query":"{ nothing }"}""", 400, 200)]
    [TestCase("""{"query":"{ __typename }","operationName":"X"}""", 400, 200)]
    [TestCase("""{"query":"query ($id: ID!) { entity(id: $id) { id } }"}""", 400, 200)]
    [TestCase("""{"documentId":"sha256:00"}""", 400, 400)]
    [TestCase("""{"documentId":"unknown"}""", 400, 200)]
    [TestCase("""{"query":"{ entity(id: \"x\") { id } }"}""", 200, 200)]
    [TestCase("""{"query":"{ __typename }","variables":null,"operationName":null,"extensions":null,"more":1}""", 200, 200)]
    public async Task The_status_depends_on_how_far_the_request_got(string body, int response, int json)
    {
        foreach (var (accept, status) in new[] { (Response, response), ("application/json", json) })
        {
            using var answer = await PostAsync(body, accept);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), accept);
            if (status != 200)
            {
                Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("{\"errors\":[{\"message\":").And.Not.Contain("\"data\""));
            }
        }
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=iso-8859-1")]
    [TestCase("application/graphql")]
    public async Task Another_content_type_is_415(string type)
    {
        using var response = await PostAsync(Good, null, type);
        Assert.That((int)response.StatusCode, Is.EqualTo(415));
    }

    [TestCase("application/json; charset=UTF-8")]
    [TestCase("application/json; charset=\"utf-8\"")]
    [TestCase("Application/JSON")]
    public async Task UTF_8_may_be_named_in_any_case(string type)
    {
        using var response = await PostAsync(Good, null, type);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_body_of_more_than_a_mebibyte_is_413()
    {
        using var response = await PostAsync($$$"""{"query":"{ __typename }","variables":{"a":"{{{new string('x', 1024 * 1024)}}}"}}""", null);
        Assert.That((int)response.StatusCode, Is.EqualTo(413));
    }

    [TestCase(63, 200)]
    [TestCase(64, 400)]
    public async Task JSON_nests_64_deep_at_most(int lists, int status)
    {
        var nested = string.Concat(Enumerable.Repeat("[", lists)) + string.Concat(Enumerable.Repeat("]", lists));
        using var response = await PostAsync($$$"""{"query":"{ __typename }","variables":{"a":{{{nested}}}}}""", Response);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), status == 200 ? Does.Contain("data") : Does.Contain("LIMIT_EXCEEDED"));
    }

    [TestCase("query=%7B__typename%7D", 200)]
    [TestCase("query=%7B__typename%7D&variables=&operationName=", 200)]
    [TestCase("query=query(%24id:ID!)%7Bentity(id:%24id)%7Bid%7D%7D&variables=%7B%22id%22:%22manus%22%7D", 200)]
    [TestCase("query=%7B__typename%7D&variables=5", 400)]
    [TestCase("query=%7B__typename%7D&variables=%7B", 400)]
    [TestCase("query=%7B__typename%7D&query=%7B__typename%7D", 400)]
    [TestCase("query=%7B__typename%7D&operationName=null", 400)]
    [TestCase("", 400)]
    public async Task A_query_can_be_sent_by_GET(string parameters, int status)
    {
        using var client = ApiHost.Shared.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd(Response);
        using var response = await client.GetAsync($"/graphql?{parameters}");
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Another_method_is_405_with_the_allowed_ones()
    {
        using var client = ApiHost.Shared.CreateClient();
        using var response = await client.PutAsync("/graphql", null);
        Assert.That((int)response.StatusCode, Is.EqualTo(405));
        Assert.That(response.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "POST" }));
    }

    [Test]
    public async Task The_schema_can_be_fetched_and_is_not_sent_again_if_unchanged()
    {
        using var client = ApiHost.Shared.CreateClient();
        using var first = await client.GetAsync("/graphql?sdl");
        Assert.That(await first.Content.ReadAsStringAsync(), Does.Contain("type DealPath {").And.Not.Contain("__Schema"));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    private static async Task<HttpResponseMessage> PostAsync(string body, string? accept, string type = "application/json")
    {
        using var client = ApiHost.Shared.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await client.SendAsync(request);
    }
}
