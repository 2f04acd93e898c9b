using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Preflight headers of GET requests, and requests above the capacity.</summary>
public sealed class PreflightTests
{
    [TestCase(null, null, 400)]
    [TestCase("GraphQL-Preflight", null, 200)]
    [TestCase("X-Apollo-Operation-Name", null, 200)]
    [TestCase(null, "application/json", 200)]
    [TestCase(null, "text/plain", 400)]
    public async Task A_GET_can_require_a_preflight_header(string? header, string? type, int status)
    {
        await using var host = await EngineHost.StartAsync(o => o.Http.RequirePreflightHeader = true);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{host.Address}?query=%7Bhello%7D");
        if (header is not null)
        {
            request.Headers.Add(header, "1");
        }

        if (type is not null)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using var response = await client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_request_above_the_capacity_is_rejected_immediately()
    {
        await using var host = await EngineHost.StartAsync(o => (o.Limits.ConcurrentExecutions, o.Limits.WaitingExecutions) = (1, 0));
        using var client = new HttpClient();
        var first = client.GetAsync($"{host.Address}?query=%7Bwaits%7D");
        HttpResponseMessage refused;
        do
        {
            // Repeated until the first request has arrived; it is rejected itself if it meets one of these.
            if (first.IsCompleted)
            {
                first = client.GetAsync($"{host.Address}?query=%7Bwaits%7D");
            }

            refused = await client.GetAsync($"{host.Address}?query=%7Bhello%7D", new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
        }
        while (refused.StatusCode == System.Net.HttpStatusCode.OK);
        Assert.That((int)refused.StatusCode, Is.EqualTo(StatusCodes.Status503ServiceUnavailable));
        Assert.That(refused.Headers.RetryAfter!.ToString(), Is.EqualTo("1"));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("OVERLOADED"));
        host.Continue.SetResult("on");
        using var one = await first;
        Assert.That((int)one.StatusCode, Is.EqualTo(200));
    }
}
