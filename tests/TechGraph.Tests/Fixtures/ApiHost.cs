using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using TechGraph.Api.Startup;

namespace TechGraph.Tests.Fixtures;

/// <summary>The product with its default start, in this process, on a new store with the shipped dossiers.</summary>
internal class ApiHost : WebApplicationFactory<ApiOptions>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("techgraph-api-").FullName;

    /// <summary>One host for all tests that only read.</summary>
    public static ApiHost Shared { get; } = new();

    /// <summary>Sends a query and returns the complete response.</summary>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        using var client = CreateClient();
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a query and returns <c>data</c>; errors fail the test.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await QueryAsync(query, variables);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, () => errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Sends a query and returns code and message of the first error.</summary>
    public async Task<(string Code, string Message)> ErrorAsync(string query, object? variables = null)
    {
        var error = (await QueryAsync(query, variables)).GetProperty("errors")[0];
        return (error.GetProperty("extensions").GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    /// <summary>The text of a stored query.</summary>
    public static string Stored(string name) => File.ReadAllText(Repository.Of("api", "queries", $"{name}.graphql"));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("TechGraph:Data", _folder);
        builder.UseSetting("TechGraph:Dossiers", Repository.Of("ingest", "dossiers"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
