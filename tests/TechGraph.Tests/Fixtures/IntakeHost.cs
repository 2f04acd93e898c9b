using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TechGraph.Tests.Fixtures;

/// <summary>The product behind a real web server, with an empty graph, three keys, and workers without a dependency timeout.</summary>
internal sealed class IntakeHost : ApiHost
{
    public const string Writer = "key-of-the-writer-0123456789";
    public const string Reader = "key-of-the-reader-0123456789";
    public const string Nobody = "key-without-scopes-0123456789";

    private readonly (string Name, string Value)[] _settings;
    private readonly QueueLoggerProvider _logs = new();

    public IntakeHost(params (string Name, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Everything logged so far.</summary>
    public string Log => string.Join('\n', _logs.Lines);

    /// <summary>Sends a request with a key.</summary>
    public async Task<Response> SendAsync(
        HttpMethod method, string path, string? key = Writer, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var client = CreateClient();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return new Response(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsByteArrayAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value)));
    }

    /// <summary>Submits a dossier.</summary>
    public Task<Response> PostAsync(string dossier, string? idempotencyKey = null, string? key = Writer, string type = "application/yaml", string path = "/intake") => SendAsync(
        HttpMethod.Post,
        path,
        key,
        new StringContent(dossier, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)]);

    /// <summary>Sends a GraphQL query with a key.</summary>
    public async Task<JsonElement> GraphQLAsync(string query, object? variables = null, string? key = Writer) =>
        (await SendAsync(HttpMethod.Post, "/graphql", key, JsonContent.Create(new { query, variables }))).Json;

    /// <summary>Waits until the item is stored or refused, and returns it.</summary>
    public async Task<JsonElement> WaitUntilDoneAsync(string id)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var item = (await SendAsync(HttpMethod.Get, $"/intake/{id}")).Json;
            if (item.Text("state") is "stored" or "refused")
            {
                return item;
            }

            await Task.Delay(20, timeout.Token);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("TechGraph:Dossiers", "");
        builder.UseSetting("TechGraph:RefreshInterval", "00:00:00");
        builder.UseSetting("TechGraph:Intake:PollInterval", "00:00:00.05");
        builder.UseSetting("TechGraph:Intake:DependencyTimeout", "00:00:00");
        foreach (var (index, name, key, scope) in (ReadOnlySpan<(int, string, string, string?)>)
            [(0, "writer", Writer, "intake.write"), (1, "reader", Reader, "intake.read"), (2, "nobody", Nobody, null)])
        {
            builder.UseSetting($"TechGraph:Keys:{index}:Name", name);
            builder.UseSetting($"TechGraph:Keys:{index}:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
            if (scope is not null)
            {
                builder.UseSetting($"TechGraph:Keys:{index}:Scopes:0", scope);
            }
        }

        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Trace");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Trace");
        builder.ConfigureLogging(log => log.ClearProviders().Services.AddSingleton<ILoggerProvider>(_logs));
    }

    /// <summary>A response, read completely.</summary>
    public sealed record Response(int Status, string? Type, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;
    }

    private sealed class QueueLoggerProvider : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new QueueLogger(Lines);

        public void Dispose()
        {
        }

        private sealed class QueueLogger(ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
