using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using TechGraph.GraphQL.Execution;

namespace TechGraph.Tests.GraphQL.Http;

/// <summary>Many idle subscriptions and a few deliveries: memory, delay, and release of everything at the end.</summary>
/// <remarks><c>TECHGRAPH_FULL=1</c>: 100 sockets of 100 for a minute; otherwise 10 of 50 for 3 s.</remarks>
[NonParallelizable]
public sealed class SubscriptionLoadTests
{
    private const int PerSecond = 100;

    private readonly ConcurrentDictionary<int, Channel<long>> _feeds = [];
    private int _open;

    [Test]
    public async Task Idle_subscriptions_need_little_memory_and_release_it()
    {
        var isFull = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1";
        var (sockets, each, seconds) = isFull ? (100, 100, 60) : (10, 50, 3);
        await using var host = await EngineHost.StartAsync(map: m => m
            .Sdl("extend type Subscription { feed(id: Int!): String }")
            .Stream("Subscription", "feed", (IFieldContext c) => FeedAsync(c.Arg<int>("id"), c.Cancellation))
            .Field("Subscription", "feed", static (long sent) => $"{sent}"));

        // Run once before, so that code is compiled and pools are filled.
        await (await OpenAsync(host, -1, 1)).CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);
        await UntilAsync(() => Volatile.Read(ref _open) == 0);
        var before = Memory();
        var clients = new List<ClientWebSocket>();
        for (var i = 0; i < sockets; i++)
        {
            clients.Add(await OpenAsync(host, i * each, each));
        }

        await UntilAsync(() => Volatile.Read(ref _open) == sockets * each);
        var taken = (Memory() - before) / (sockets * each);
        var lags = new ConcurrentBag<double>();
        var reading = clients.Select(client => ReadAsync(client, lags)).ToList();
        var sent = 0;
        var began = Stopwatch.GetTimestamp();
        using (var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1000 / PerSecond)))
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds && await beat.WaitForNextTickAsync())
            {
                // A prime step visits all sockets in turn. Ticks that the machine missed are made up.
                for (; sent < Stopwatch.GetElapsedTime(began).TotalSeconds * PerSecond; sent++)
                {
                    await _feeds[sent * 7919 % (sockets * each)].Writer.WriteAsync(Stopwatch.GetTimestamp());
                }
            }
        }

        await UntilAsync(() => lags.Count == sent);
        foreach (var client in clients)
        {
            await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        }

        await Task.WhenAll(reading);
        await UntilAsync(() => Volatile.Read(ref _open) == 0);
        clients.ForEach(client => client.Dispose());
        clients.Clear();
        var left = Memory() - before;
        var sorted = lags.Order().ToList();
        await TestContext.Progress.WriteLineAsync(
            $"{sockets * each} subscriptions: {taken} B each with the client's side; {sent} deliveries, lag {sorted[sorted.Count / 2]:0.00} ms in the middle, "
            + $"{sorted[sorted.Count * 99 / 100]:0.00} ms for 99 of 100, {sorted[^1]:0.00} ms at most; {left / 1024} KiB left after they closed.");
        Assert.That(taken, Is.LessThan(20_000), "bytes for each subscription");
        Assert.That(left, Is.LessThan((taken * sockets * each / 4) + (4 << 20)), "bytes left");
    }

    private async IAsyncEnumerable<long> FeedAsync(int id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var feed = _feeds.GetOrAdd(id, _ => Channel.CreateUnbounded<long>());
        Interlocked.Increment(ref _open);
        try
        {
            await foreach (var item in feed.Reader.ReadAllAsync(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            _feeds.TryRemove(id, out _);
            Interlocked.Decrement(ref _open);
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(EngineHost host, int first, int count)
    {
        var socket = await WebSocketTests.ConnectAsync(host);
        await WebSocketTests.SendAsync(socket, """{"type":"connection_init"}""");
        await WebSocketTests.ReadAsync(socket);
        for (var i = 0; i < count; i++)
        {
            await WebSocketTests.SendAsync(socket, $$"""{"id":"{{first + i}}","type":"subscribe","payload":{"query":"subscription ($id: Int!) { feed(id: $id) }","variables":{"id":{{first + i}} } } }""");
        }

        return socket;
    }

    private static async Task ReadAsync(ClientWebSocket socket, ConcurrentBag<double> lags)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, default);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            using var message = JsonDocument.Parse(buffer.AsMemory(0, read.Count));
            switch (message.RootElement.GetProperty("type").GetString())
            {
                case "next":
                    lags.Add(Stopwatch.GetElapsedTime(long.Parse(
                        message.RootElement.GetProperty("payload").GetProperty("data").GetProperty("feed").GetString()!, System.Globalization.CultureInfo.InvariantCulture), now).TotalMilliseconds);
                    break;
                case "ping":
                    await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"pong"}"""), WebSocketMessageType.Text, true, default);
                    break;
            }
        }
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            await Task.Delay(20, timeout.Token);
        }
    }
}
