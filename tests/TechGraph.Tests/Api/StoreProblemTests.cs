using Microsoft.AspNetCore.Hosting;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>The API serves a graph whose data file is older than its head file says, or was lost while it runs, and says so.</summary>
public sealed class StoreProblemTests
{
    private const string Query = "{ graph { sequence problem { code message } } }";

    [Test]
    public async Task An_older_data_file_is_served_and_the_problem_is_in_the_answer_and_in_the_readiness()
    {
        using var folder = new DataFolder();
        var store = folder.Open();
        await DataFolder.WriteAsync(store, 1, 1);
        File.Copy(folder.DataFile, folder.DataFile + ".old");
        await DataFolder.WriteAsync(store, 2, 2);
        folder.Close();
        File.Move(folder.DataFile + ".old", folder.DataFile, overwrite: true);
        await using var host = new Host(folder.Path);
        await AssertProblemAsync(host, 1, "STORE_OLDER", "version 2 is missing");
        Assert.That(File.ReadAllText(folder.HeadFile), Does.StartWith("2 "), "the evidence stays");
    }

    [Test]
    public async Task A_data_file_that_is_lost_while_the_API_runs_is_reported()
    {
        using var folder = new DataFolder();
        await DataFolder.WriteAsync(folder.Open(), 1, 1);
        folder.Close();
        await using var host = new Host(folder.Path);
        var before = (await host.DataAsync(Query)).GetProperty("graph");
        Assert.That(before.GetProperty("problem").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        File.Delete(folder.DataFile);
        await AssertProblemAsync(host, before.GetProperty("sequence").GetInt32(), "STORE_MISSING", "the data file was moved or deleted");
        Assert.That(File.Exists(folder.DataFile), Is.False);
    }

    private static async Task AssertProblemAsync(Host host, int sequence, string code, string message)
    {
        var graph = (await host.DataAsync(Query)).GetProperty("graph");
        Assert.That(graph.GetProperty("sequence").GetInt32(), Is.EqualTo(sequence));
        Assert.That(graph.GetProperty("problem").GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(graph.GetProperty("problem").GetProperty("message").GetString(), Does.Contain(message));
        using var client = host.CreateClient();
        Assert.That(await client.GetStringAsync("/health/ready"), Does.StartWith($"ready, version {sequence}").And.Contain($"; {code}: ").And.Contain(message));
    }

    private sealed class Host(string folder) : ApiHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("TechGraph:Data", folder);
            builder.UseSetting("TechGraph:RefreshInterval", "00:00:00");
        }
    }
}
