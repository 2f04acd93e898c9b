using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Server-sent events in distinct connections mode: the bytes of the response.</summary>
public sealed class EventStreamTests
{
    [Test]
    public async Task A_subscription_sends_a_comment_then_events_then_complete()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, "subscription { count(to: 2) }");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/event-stream; charset=utf-8"));
        Assert.That(response.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(
            ":\n\nevent: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\nevent: complete\ndata:\n\n"));
    }

    [TestCase("{ hello }", "event: next\ndata: {\"data\":{\"hello\":\"Hello you\"}}")]
    [TestCase("mutation { add }", "event: next\ndata: {\"data\":{\"add\":1}}")]
    [TestCase("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [TestCase("{", "GRAPHQL_PARSE_FAILED")]
    [TestCase("subscription { refused }", "\"code\":\"NO\"")]
    public async Task Any_other_request_sends_one_next_and_complete(string document, string contains)
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, document);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(text, Does.StartWith(":\n\nevent: next\n").And.Contain(contains).And.EndsWith("event: complete\ndata:\n\n"));
        Assert.That(text.Split("event: next").Length, Is.EqualTo(2));
    }

    [Test]
    public async Task A_GET_can_subscribe_but_not_run_mutations()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        Assert.That(await client.GetStringAsync($"{host.Address}?query=subscription%7Bcount(to:1)%7D"), Does.EndWith("event: complete\ndata:\n\n"));
        using var change = await client.GetAsync($"{host.Address}?query=mutation%7Badd%7D");
        Assert.That((int)change.StatusCode, Is.EqualTo(405));
    }

    [Test]
    public async Task Without_a_streaming_type_a_subscription_is_406()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, "subscription { count(to: 2) }", "application/json");
        Assert.That((int)response.StatusCode, Is.EqualTo(406));
    }

    [TestCase("application/json, text/event-stream", "{ hello }", "application/json")]
    [TestCase("application/json, text/event-stream", "subscription { count(to: 1) }", "text/event-stream")]
    [TestCase("text/event-stream, */*", "{ hello }", "text/event-stream")]
    public async Task If_both_are_accepted_only_a_subscription_is_a_stream(string accept, string document, string type)
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, document, accept);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
    }

    [Test]
    public async Task An_idle_stream_sends_a_comment_every_12_seconds_and_ends_with_its_connection()
    {
        var time = new FakeTimeProvider();
        await using var host = await EngineHost.StartAsync(time: time);
        using var client = new HttpClient();
        using (var response = await AskAsync(client, host, "subscription { forever }"))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            await SkipAsync(reader, "data: {\"data\":{\"forever\":2}}");
            for (var i = 0; i < 2; i++)
            {
                // The stream may not be waiting yet when the clock advances, so it advances until the comment arrives.
                var comment = SkipAsync(reader, ":");
                while (!comment.IsCompleted)
                {
                    time.Advance(TimeSpan.FromSeconds(12));
                    await Task.WhenAny(comment, Task.Delay(10));
                }

                await comment;
            }

            Assert.That(host.Running, Is.EqualTo(1));
        }

        await host.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_source_that_fails_sends_an_error_and_ends_the_stream()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, "subscription { breaks }");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("{\"data\":{\"breaks\":1}}").And.Contain("INTERNAL_SERVER_ERROR").And.Not.Contain("secret"));
    }

    [Test]
    public async Task A_denied_event_sends_an_error_and_ends_the_stream()
    {
        await using var host = await EngineHost.StartAsync(EngineHost.AllowTwoChecks);
        using var client = new HttpClient();
        using var response = await AskAsync(client, host, "subscription { count(to: 5) }");
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(
            ":\n\nevent: next\ndata: {\"data\":{\"count\":1}}\n\n"
            + "event: next\ndata: {\"errors\":[{\"message\":\"\\\"Subscription.count\\\" is not allowed for this user.\",\"locations\":[{\"line\":1,\"column\":16}],\"path\":[\"count\"],\"extensions\":{\"code\":\"AUTH_NOT_AUTHORIZED\"}}]}\n\n"
            + "event: complete\ndata:\n\n"));
    }

    private static async Task SkipAsync(StreamReader reader, string until)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == until)
            {
                return;
            }
        }

        Assert.Fail($"The stream ended before \"{until}\".");
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, EngineHost host, string document, string accept = "text/event-stream")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address)
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { query = document }), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
