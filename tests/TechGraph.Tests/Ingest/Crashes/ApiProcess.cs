using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>The API in its own process, with one key.</summary>
internal sealed class ApiProcess : IDisposable
{
    private const string Key = "the-key-of-the-trial-0123456789";

    private readonly HttpClient _client;

    private ApiProcess(ChildProcess process, Uri address)
    {
        Process = process;
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public ChildProcess Process { get; }

    /// <summary>Starts the API and waits until it listens.</summary>
    public static async Task<ApiProcess> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment)
        {
            ["TechGraph__Keys__0__Name"] = "trial",
            ["TechGraph__Keys__0__Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
            ["TechGraph__Keys__0__Scopes__0"] = "intake.write",
        };
        var process = ChildProcess.Start("TechGraph.Api", "TechGraph.Api.dll", all, "--urls", "http://127.0.0.1:0");
        try
        {
            var line = await process.WaitForLineAsync("Now listening on: ");
            return new ApiProcess(process, new Uri(line.Split("Now listening on: ")[1].Trim()));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Submits a dossier and returns the status and the response as JSON.</summary>
    public async Task<(int Status, JsonElement Answer)> PostAsync(string dossier, string? key = null)
    {
        using var content = new StringContent(dossier, Encoding.UTF8, "application/yaml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/intake") { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<JsonElement> ItemAsync(string id) => await _client.GetFromJsonAsync<JsonElement>($"/intake/{id}");

    /// <summary>Waits until the item fulfils a condition, and returns it.</summary>
    public async Task<JsonElement> ItemAsync(string id, Func<JsonElement, bool> when)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var item = await ItemAsync(id);
            if (when(item))
            {
                return item;
            }

            await Task.Delay(50, timeout.Token);
        }
    }

    /// <summary>The name of an entity of the graph; null: there is none with that id.</summary>
    public async Task<string?> NameAsync(string id)
    {
        using var response = await _client.PostAsJsonAsync("/graphql", new { query = $$"""{ entity(id: "{{id}}") { name } }""" });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.At("data.entity").ValueKind == JsonValueKind.Null ? null : answer.Text("data.entity.name");
    }

    /// <summary>Number of items of the intake in a state.</summary>
    public async Task<int> CountAsync(string state)
    {
        using var response = await _client.PostAsJsonAsync("/graphql", new { query = $$"""{ intakeItems(first: 1, state: {{state}}) { totalCount } }""" });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).At("data.intakeItems.totalCount").GetInt32();
    }

    public void Dispose()
    {
        _client.Dispose();
        Process.Dispose();
    }
}
