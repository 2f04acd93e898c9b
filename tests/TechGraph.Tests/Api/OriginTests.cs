using System.Net.WebSockets;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>Which origins may read responses, tested over a real server.</summary>
public sealed class OriginTests
{
    private const string Origin = "https://dashboards.example";
    private const string Query = "/graphql?query=%7Bgraph%7Bsequence%7D%7D";

    private static readonly IntakeHost Closed = new(("TechGraph:Intake:Workers", "0"));
    private static readonly IntakeHost Open = new(("TechGraph:AllowedOrigins:0", Origin), ("TechGraph:AllowedOrigins:1", "http://localhost:3000"), ("TechGraph:Intake:Workers", "0"));

    [OneTimeTearDown]
    public void Stop()
    {
        Closed.Dispose();
        Open.Dispose();
    }

    [TestCase(Origin, Origin)]
    [TestCase("http://localhost:3000", "http://localhost:3000")]
    [TestCase("http://localhost:3001", null)]
    [TestCase("http://dashboards.example", null)]
    [TestCase("https://dashboards.example.evil.example", null)]
    [TestCase("null", null)]
    public async Task Only_a_listed_origin_can_read_responses(string origin, string? allowed)
    {
        var preflight = await Open.SendAsync(
            HttpMethod.Options, "/graphql", key: null, headers: [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")]);
        Assert.That(preflight.Headers.GetValueOrDefault("Access-Control-Allow-Origin"), Is.EqualTo(allowed));
        Assert.That(preflight.Headers.GetValueOrDefault("Access-Control-Allow-Methods"), allowed is null ? Is.Null : Does.Contain("POST"));
        var response = await Open.SendAsync(HttpMethod.Get, Query, key: null, headers: ("Origin", origin));
        Assert.That(response.Headers.GetValueOrDefault("Access-Control-Allow-Origin"), Is.EqualTo(allowed));
        Assert.That(response.Headers.ContainsKey("Access-Control-Allow-Credentials"), Is.False);
    }

    [Test]
    public async Task By_default_no_other_origin_can_read_responses()
    {
        var preflight = await Closed.SendAsync(HttpMethod.Options, "/graphql", key: null, headers: [("Origin", Origin), ("Access-Control-Request-Method", "POST")]);
        var response = await Closed.SendAsync(HttpMethod.Get, Query, key: null, headers: ("Origin", Origin));
        Assert.That(preflight.Headers.Concat(response.Headers).Select(h => h.Key).Where(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    [TestCase(true, Origin, true)]
    [TestCase(true, "https://other.example", false)]
    [TestCase(false, Origin, false)]
    public async Task A_web_socket_opens_for_listed_origins_only(bool isListed, string origin, bool opens)
    {
        using var client = (isListed ? Open : Closed).CreateClient();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Origin", origin);
        var connecting = socket.ConnectAsync(new Uri($"ws://{client.BaseAddress!.Authority}/graphql"), default);
        if (opens)
        {
            await connecting;
            Assert.That(socket.State, Is.EqualTo(WebSocketState.Open));
            return;
        }

        await Assert.ThrowsAsync<WebSocketException>(() => connecting);
    }

    [TestCase("https://a.example", true)]
    [TestCase("http://127.0.0.1:8080", true)]
    [TestCase("http://[::1]:8080", true)]
    [TestCase("https://a.example/", false)]
    [TestCase("https://a.example/path", false)]
    [TestCase("https://a.example:443", false)]
    [TestCase("https://A.example", false)]
    [TestCase("https://user@a.example", false)]
    [TestCase("https://*.example", false)]
    [TestCase("*", false)]
    [TestCase("null", false)]
    [TestCase("ftp://a.example", false)]
    [TestCase("", false)]
    public void An_allowed_origin_has_the_form_that_browsers_send(string text, bool isValid) => Assert.That(TechGraph.Api.Startup.Origins.IsOrigin(text), Is.EqualTo(isValid));
}
