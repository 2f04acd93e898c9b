using System.Diagnostics;
using TechGraph.Stores.Cypher;

namespace TechGraph.Tests.Fixtures;

/// <summary>A Neo4j server that a test starts and may kill and freeze.</summary>
internal sealed class DisposableNeo4j : IAsyncDisposable
{
    private static readonly string Tool = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "neo4j", "neo4j"));

    private readonly string _home = Directory.CreateTempSubdirectory("techgraph-neo4j-").FullName;

    private DisposableNeo4j()
    {
    }

    public Neo4jOptions Options { get; private set; } = new();

    /// <summary>Starts a server. The test is skipped if no server is installed beside the project, and fails if CI requires one.</summary>
    /// <param name="arguments">Further arguments of the start, such as <c>--tls</c>.</param>
    public static async Task<DisposableNeo4j> StartAsync(params string[] arguments)
    {
        if (!File.Exists(Tool))
        {
            const string Message = "No Neo4j server is beside the project, so none can be killed.";
            if (Environment.GetEnvironmentVariable("TECHGRAPH_TEST_NEO4J") == "required")
            {
                Assert.Fail(Message);
            }

            Assert.Ignore(Message);
        }

        var server = new DisposableNeo4j();
        await server.StartAgainAsync(["--http", "0", "--bolt", "0", .. arguments]);
        return server;
    }

    /// <summary>Starts the server after a kill; data, password and ports stay the same.</summary>
    public async Task StartAgainAsync(params string[] arguments)
    {
        var settings = (await RunAsync(["start", .. arguments])).Split('\n').Select(line => line.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1].Trim());
        Options = new Neo4jOptions
        {
            Uri = new Uri(settings.GetValueOrDefault("TECHGRAPH_NEO4J_HTTPS") ?? settings["TECHGRAPH_NEO4J_URI"]),
            User = settings["TECHGRAPH_NEO4J_USER"],
            Password = settings["TECHGRAPH_NEO4J_PASSWORD"],
            RefreshInterval = TimeSpan.Zero,
            CertificateFile = settings.GetValueOrDefault("TECHGRAPH_NEO4J_CA"),
        };
    }

    /// <summary>Options for the same server with another view.</summary>
    public Neo4jOptions WithView(Neo4jView view) => new()
    {
        Uri = Options.Uri,
        User = Options.User,
        Password = Options.Password,
        RefreshInterval = Options.RefreshInterval,
        CertificateFile = Options.CertificateFile,
        View = view,
    };

    public Task KillAsync() => RunAsync(["kill"]);

    public Task FreezeAsync() => RunAsync(["freeze"]);

    public Task ThawAsync() => RunAsync(["thaw"]);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(["wipe"]);
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    private async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        // The output goes to a file: the server inherits open handles, and reading a pipe would never end.
        var output = Path.Combine(Path.GetTempPath(), $"techgraph-neo4j-{Guid.NewGuid():N}.log");
        var start = new ProcessStartInfo("/bin/sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("out=\"$1\"; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null");
        foreach (var argument in (string[])["sh", output, Tool, .. arguments, "--home", _home])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(timeout.Token);
        var text = await File.ReadAllTextAsync(output, timeout.Token);
        File.Delete(output);
        return text;
    }
}
