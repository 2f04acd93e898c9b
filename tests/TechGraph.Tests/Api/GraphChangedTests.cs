using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TechGraph.Api.Feed;
using TechGraph.Core.Graph;
using TechGraph.Core.Model;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>The subscription to changes delivers earlier and new changes, each once.</summary>
public sealed class GraphChangedTests
{
    [Test]
    public async Task A_subscription_begins_after_the_requested_version()
    {
        using var host = new ApiHost();
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "subscription { graphChanged(since: 0) { sequence author putCount removedCount records(first: 1) { kind id isRemoved } graph { sequence } } }" }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        string? line;
        do
        {
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        while (line is not null && !line.StartsWith("data: {", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("\"sequence\":1,\"author\":\"api\"").And.Contain("\"removedCount\":0,\"records\":[{\"kind\":\"DOSSIER\""));
    }

    [TestCase("since: -1", "BAD_USER_INPUT")]
    [TestCase("since: 1000", "STORE_BEHIND")]
    public async Task An_invalid_version_is_refused(string argument, string code)
    {
        using var client = ApiHost.Shared.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        using var response = await client.PostAsJsonAsync("/graphql", new { query = $"subscription {{ graphChanged({argument}) {{ sequence }} }}" });
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(code).And.EndsWith("event: complete\ndata:\n\n"));
    }

    [Test]
    public async Task Every_subscriber_receives_each_change_once_and_in_order()
    {
        using var host = new ApiHost();
        var (store, writer) = (host.Services.GetRequiredService<IGraphStore>(), host.Services.GetRequiredService<IGraphWriter>());
        var time = new FakeTimeProvider();
        await using var feed = new GraphFeed(store, time, NullLogger<GraphFeed>.Instance);
        using var end = new CancellationTokenSource();
        var first = (await feed.WatchAsync(0, end.Token)).GetAsyncEnumerator(end.Token);
        var second = (await feed.WatchAsync(null, end.Token)).GetAsyncEnumerator(end.Token);
        Assert.That(await first.MoveNextAsync(), Is.True);
        Assert.That(first.Current.Sequence, Is.EqualTo(1));
        var (next, other) = (first.MoveNextAsync().AsTask(), second.MoveNextAsync().AsTask());
        var sequence = (await store.ReadAsync()).Version.Sequence;
        var removed = (await store.RecordsAsync()).First(r => r.Ref.Kind == RecordKind.Claim).Ref;
        await writer.ApplyAsync(new ChangeSet("test", "because", [], [removed]), sequence);
        while (!next.IsCompleted || !other.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(Task.WhenAll(next, other), Task.Delay(10));
        }

        foreach (var watch in new[] { first, second })
        {
            Assert.That((watch.Current.Sequence, watch.Current.Author, watch.Current.Reason), Is.EqualTo((sequence + 1, "test", "because")));
            Assert.That(watch.Current.Records, Is.EqualTo(new[] { new ChangedRecord(RecordKind.Claim, removed.Id, true) }));
        }

        var last = first.MoveNextAsync().AsTask();
        await end.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => last);
    }
}
