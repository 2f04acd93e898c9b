using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>The protocol graphql-transport-ws, message by message, with every reason to close a socket.</summary>
public sealed class WebSocketTests
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Ack = """{"type":"connection_ack"}""";

    private static readonly (string[] Sent, int Code)[] Closed =
    [
        (["nonsense"], 4400),
        (["[]"], 4400),
        (["{}"], 4400),
        (["""{"type":"nothing"}"""], 4400),
        (["""{"type":"connection_init","payload":5}"""], 4400),
        (["""{"type":"connection_init","type":"ping"}"""], 4400),
        ([Init, Init], 4429),
        (["""{"id":"1","type":"subscribe","payload":{"query":"{ hello }"}}"""], 4401),
        ([Init, """{"id":"1","type":"subscribe"}"""], 4400),
        ([Init, """{"id":"1","type":"subscribe","payload":{}}"""], 4400),
        ([Init, """{"id":"1","type":"subscribe","payload":{"query":5}}"""], 4400),
        ([Init, """{"id":"","type":"subscribe","payload":{"query":"{ hello }"}}"""], 4400),
        ([Init, """{"type":"subscribe","payload":{"query":"{ hello }"}}"""], 4400),
        ([Init, """{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":[]}}"""], 4400),
        ([Init, """{"type":"complete"}"""], 4400),
        ([Init, """{"id":"1","type":"subscribe","payload":{"query":"{ waits }"}}""", """{"id":"1","type":"subscribe","payload":{"query":"{ hello }"}}"""], 4409),
    ];

    private static IEnumerable<int> Cases => Enumerable.Range(0, Closed.Length);

    [TestCaseSource(nameof(Cases))]
    public async Task An_invalid_message_closes_the_socket(int index)
    {
        var (sent, code) = Closed[index];
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        foreach (var message in sent)
        {
            await SendAsync(socket, message);
        }

        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(code));
    }

    [Test]
    public async Task A_binary_message_closes_the_socket()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, default);
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(4400));
    }

    [Test]
    public async Task A_message_that_is_too_long_closes_the_socket()
    {
        await using var host = await EngineHost.StartAsync(o => o.Limits.SocketMessageBytes = 100);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, $$"""{"type":"ping","payload":{"a":"{{new string('x', 100)}}" } }""");
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(1009));
    }

    [Test]
    public async Task A_socket_without_the_protocol_is_closed()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host, protocol: null);
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(4406));
    }

    [Test]
    public async Task A_socket_without_an_init_is_closed_after_10_seconds()
    {
        var time = new FakeTimeProvider();
        await using var host = await EngineHost.StartAsync(time: time);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, """{"type":"ping"}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"pong"}"""));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(4408));
    }

    [Test]
    public async Task The_host_can_reject_a_socket_by_its_payload()
    {
        await using var host = await EngineHost.StartAsync(o => o.Http.AcceptConnection = (_, payload) =>
            new(payload is { } given && given.TryGetProperty("token", out var token) && token.GetString() == "accepted"));
        using var accepted = await ConnectAsync(host);
        await SendAsync(accepted, """{"type":"connection_init","payload":{"token":"accepted"}}""");
        Assert.That(await ReadAsync(accepted), Is.EqualTo(Ack));
        using var rejected = await ConnectAsync(host);
        await SendAsync(rejected, """{"type":"connection_init","payload":{"token":"rejected"}}""");
        Assert.That(await CloseCodeAsync(rejected), Is.EqualTo(4403));
    }

    [Test]
    public async Task The_message_of_an_unexpected_exception_is_not_sent()
    {
        await using var host = await EngineHost.StartAsync(o => o.Http.AcceptConnection = (_, _) => throw new InvalidOperationException("secret"));
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(4500));
        Assert.That(socket.CloseStatusDescription, Does.Not.Contain("secret"));
    }

    [Test]
    public async Task A_ping_is_answered_with_its_payload()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, """{"type":"ping","payload":{"a":[1]}}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"pong","payload":{"a":[1]}}"""));
    }

    [Test]
    public async Task A_client_that_sends_no_pong_is_disconnected_and_its_subscription_ends()
    {
        var time = new FakeTimeProvider();
        await using var host = await EngineHost.StartAsync(time: time);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"f","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        Assert.That(await ReadAsync(socket), Does.Contain("\"next\""));
        Assert.That(await ReadAsync(socket), Does.Contain("\"next\""));
        for (var i = 0; i < 2; i++)
        {
            time.Advance(TimeSpan.FromSeconds(12));
            Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"ping"}"""));
        }

        time.Advance(TimeSpan.FromSeconds(12));
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(1001));

        // The client does not close its side.
        time.Advance(TimeSpan.FromSeconds(5));
        await host.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_query_sends_one_result_and_completes_and_its_id_can_be_used_again()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        for (var i = 0; i < 2; i++)
        {
            await SendAsync(socket, """{"id":"q","type":"subscribe","payload":{"query":"query ($n: String) { hello(name: $n) }","variables":{"n":"x"},"extensions":null}}""");
            Assert.That(await ReadAsync(socket), Is.EqualTo("""{"id":"q","type":"next","payload":{"data":{"hello":"Hello x"}}}"""));
            Assert.That(await ReadAsync(socket), Is.EqualTo("""{"id":"q","type":"complete"}"""));
        }
    }

    [Test]
    public async Task A_request_error_ends_the_operation_and_not_the_socket()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"e","type":"subscribe","payload":{"query":"{ nothing }"}}""");
        Assert.That(await ReadAsync(socket), Does.StartWith("""{"id":"e","type":"error","payload":[{"message":""").And.Contain("GRAPHQL_VALIDATION_FAILED"));
        await SendAsync(socket, """{"id":"e","type":"subscribe","payload":{"query":"subscription { breaks }"}}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"id":"e","type":"next","payload":{"data":{"breaks":1}}}"""));
        Assert.That(await ReadAsync(socket), Does.StartWith("""{"id":"e","type":"error",""").And.Contain("INTERNAL_SERVER_ERROR").And.Not.Contain("secret"));
        await SendAsync(socket, """{"type":"ping"}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"pong"}"""));
    }

    [Test]
    public async Task After_a_client_completes_it_gets_no_more_events_and_the_source_ends()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"f","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        Assert.That(await ReadAsync(socket), Does.Contain("\"forever\":1"));
        Assert.That(await ReadAsync(socket), Does.Contain("\"forever\":2"));
        await SendAsync(socket, """{"id":"f","type":"complete"}""");
        await host.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await SendAsync(socket, """{"id":"unknown","type":"complete"}""");
        await SendAsync(socket, """{"type":"ping"}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"pong"}"""));
    }

    [Test]
    public async Task An_operation_above_the_limit_is_rejected()
    {
        await using var host = await EngineHost.StartAsync(o => o.Limits.OperationsPerSocket = 1);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"{ waits }"}}""");
        await SendAsync(socket, """{"id":"2","type":"subscribe","payload":{"query":"{ hello }"}}""");
        Assert.That(await ReadAsync(socket), Does.StartWith("""{"id":"2","type":"error",""").And.Contain("operationsPerSocket"));
        host.Continue.SetResult("on");
        Assert.That(await ReadAsync(socket), Does.Contain("\"waits\":\"on\""));
    }

    [Test]
    public async Task Each_event_has_services_of_its_own()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"s","type":"subscribe","payload":{"query":"subscription { scope }"}}""");
        Assert.That(await ReadAsync(socket), Does.Contain("\"scope\":1}"));
        Assert.That(await ReadAsync(socket), Does.Contain("\"scope\":2}"));
    }

    [Test]
    public async Task A_denied_event_sends_an_error_and_the_socket_stays_open()
    {
        await using var host = await EngineHost.StartAsync(EngineHost.AllowTwoChecks);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"c","type":"subscribe","payload":{"query":"subscription { count(to: 5) }"}}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"id":"c","type":"next","payload":{"data":{"count":1}}}"""));
        Assert.That(await ReadAsync(socket), Does.StartWith("""{"id":"c","type":"error","payload":[{"message":""").And.Contain("AUTH_NOT_AUTHORIZED"));
        await SendAsync(socket, """{"type":"ping"}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"type":"pong"}"""));
    }

    [Test]
    public async Task The_user_of_the_init_is_checked_for_each_event()
    {
        var asked = new List<string?>();
        await using var host = await EngineHost.StartAsync(o =>
        {
            o.Http.AcceptConnection = static (context, payload) =>
            {
                context.User = new(new System.Security.Claims.ClaimsIdentity([new("name", payload!.Value.GetProperty("user").GetString()!)], "test", "name", null));
                return new(true);
            };
            o.AuthorizeEachEvent = true;
            o.Authorize = access =>
            {
                asked.Add(access.User.Identity?.Name);
                return new(asked.Count > 2 ? AccessDecision.NotAuthenticated : AccessDecision.Allowed);
            };
        });
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, """{"type":"connection_init","payload":{"user":"ann"}}""");
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"f","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        Assert.That(await ReadAsync(socket), Does.Contain("\"forever\":1"));
        Assert.That(await ReadAsync(socket), Does.Contain("AUTH_NOT_AUTHENTICATED"));
        await host.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(asked, Is.EqualTo(["ann", "ann", "ann"]), "at the start and for both events");
    }

    [Test]
    public async Task A_socket_whose_client_reads_nothing_is_closed_after_three_pings_and_its_bytes_no_longer_count()
    {
        var time = new FakeTimeProvider();
        await using var host = await EngineHost.StartAsync(time: time);
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"f","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        var (name, fields) = (new string('x', 60_000), string.Join(' ', Enumerable.Range(0, 15).Select(a => $"a{a}: hello(name: $n)")));
        for (var i = 0; i < 90; i++)
        {
            await SendAsync(socket, $$$"""{"id":"{{{i}}}","type":"subscribe","payload":{"query":"query ($n: String) { {{{fields}}} }","variables":{"n":"{{{name}}}"} } }""");
        }

        // 80 MB do not fit into the buffers of the system.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (host.Unread < 60_000_000)
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        while (!host.Ended.Task.IsCompleted || host.Unread > 0)
        {
            timeout.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.That(host.Running, Is.Zero);
    }

    [Test]
    public async Task A_server_that_stops_completes_subscriptions_and_closes_the_socket()
    {
        await using var host = await EngineHost.StartAsync();
        using var socket = await ConnectAsync(host);
        await SendAsync(socket, Init);
        Assert.That(await ReadAsync(socket), Is.EqualTo(Ack));
        await SendAsync(socket, """{"id":"f","type":"subscribe","payload":{"query":"subscription { forever }"}}""");
        Assert.That(await ReadAsync(socket), Does.Contain("\"forever\":1"));
        Assert.That(await ReadAsync(socket), Does.Contain("\"forever\":2"));
        var stopping = host.StopAsync();
        Assert.That(await ReadAsync(socket), Is.EqualTo("""{"id":"f","type":"complete"}"""));
        Assert.That(await CloseCodeAsync(socket), Is.EqualTo(1001));
        await stopping;
    }

    [TestCase("http://evil.example", false)]
    [TestCase("https://accepted.example", true)]
    public async Task A_page_of_another_origin_must_be_allowed(string origin, bool isAllowed)
    {
        await using var host = await EngineHost.StartAsync(o => o.Http.AllowedOrigins.Add("https://accepted.example"));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Origin", origin);
        var connecting = socket.ConnectAsync(host.Socket, default);
        if (isAllowed)
        {
            await connecting;
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        }
    }

    internal static async Task<ClientWebSocket> ConnectAsync(EngineHost host, string? protocol = "graphql-transport-ws")
    {
        var socket = new ClientWebSocket();
        if (protocol is not null)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        await socket.ConnectAsync(host.Socket, default);
        return socket;
    }

    internal static Task SendAsync(WebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, default);

    /// <summary>Reads the next message; returns null when the socket is closed.</summary>
    internal static async Task<string?> ReadAsync(WebSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, timeout.Token);
        return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, read.Count);
    }

    private static async Task<int> CloseCodeAsync(ClientWebSocket socket)
    {
        while (await ReadAsync(socket) is not null)
        {
            // Replies to earlier messages.
        }

        return (int)socket.CloseStatus!;
    }
}
