using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TechGraph.Api.Resolvers;
using TechGraph.Core.Model;
using TechGraph.Core.Vocabulary;
using TechGraph.Ingest.Curation;
using TechGraph.Ingest.Loading;
using TechGraph.Stores.Embedded;
using TechGraph.Tests.Fixtures;
using TechGraph.Tests.Ingest;

namespace TechGraph.Tests.Api;

/// <summary>Requests that name a recorded version, day or moment are answered from the graph of that time.</summary>
public sealed class PastGraphTests
{
    private const string Question = "{ graph { sequence } claim(id: \"S000-025.1\") { withdrawn { reason } } }";

    [Test]
    public async Task A_request_is_answered_from_the_recorded_version_that_it_names()
    {
        using var host = new ApiHost();
        using var client = host.CreateClient();
        await host.Services.GetRequiredService<Curator>().WithdrawAsync(RecordRef.To(new ClaimId("S000-025.1")), "a trial", "test");
        foreach (var point in (string?[])["1", "2", "1", "0", "2020-01-01", "2999-01-01", null])
        {
            var answer = await AskAsync(client, point);
            var (sequence, withdrawn) = point switch
            {
                "1" => (1, false),
                "0" or "2020-01-01" => (0, false),
                _ => (2, true),
            };
            Assert.That(answer.GetProperty("data").GetProperty("graph").GetProperty("sequence").GetInt32(), Is.EqualTo(sequence), point);
            Assert.That(answer.GetRawText().Contains("a trial", StringComparison.Ordinal), Is.EqualTo(withdrawn), point);
        }
    }

    [TestCase("yesterday", "BAD_USER_INPUT", "TechGraph-Recorded: \"yesterday\" is not a version (12), a day (2026-11-24) or a moment (2026-11-24T18:00:00Z).")]
    [TestCase("99", "NOT_FOUND", "The store is at version 1; version 99 was requested.")]
    public async Task An_invalid_recorded_point_is_refused(string point, string code, string message)
    {
        using var client = ApiHost.Shared.CreateClient();
        var error = (await AskAsync(client, point)).GetProperty("errors")[0];
        Assert.That((error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString()), Is.EqualTo((code, message)));
    }

    [Test]
    public async Task A_server_can_turn_past_graphs_off()
    {
        using var host = new ApiHost().WithWebHostBuilder(builder => builder.UseSetting("TechGraph:PastGraphs", "0"));
        using var client = host.CreateClient();
        Assert.That((await AskAsync(client, "1")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo("BAD_USER_INPUT"));
        Assert.That((await AskAsync(client, null)).TryGetProperty("errors", out _), Is.False);
    }

    [Test]
    public async Task The_newest_version_requested_by_number_is_returned_even_if_a_newer_one_is_written_meanwhile()
    {
        var folder = Directory.CreateTempSubdirectory("techgraph-past-");
        try
        {
            using var store = new SqliteGraph(Options.Create(new EmbeddedOptions { Data = folder.FullName, RefreshInterval = TimeSpan.Zero }), TimeProvider.System);
            using var loader = new Loader(store, store, Terms.Shipped);
            await loader.LoadTextAsync(prune: false, ("world", Graphs.World));
            var watched = new InstrumentedStore(store) { AfterHeadRead = () => loader.LoadTextAsync(prune: false, ("a", RandomDossiers.Company("a", "Some"))) };
            using var past = new PastGraphs(watched, Terms.Shipped, Options.Create(new PastGraphOptions()));
            Assert.That((await past.ReadAsync("1", CancellationToken.None)).Version.Sequence, Is.EqualTo(1));
            Assert.That((await store.HeadAsync()).Sequence, Is.EqualTo(2));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string? point)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = Question }) };
        if (point is not null)
        {
            request.Headers.Add("TechGraph-Recorded", point);
        }

        using var response = await client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
