using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Cli;

/// <summary><c>techgraph serve</c> in a separate process.</summary>
public sealed class ServeTests
{
    private const string Listening = "Now listening on: ";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("techgraph-serve-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    [Platform(Exclude = "Win", Reason = "Signals are sent by kill.")]
    public async Task Serve_answers_requests_until_it_is_stopped_and_writes_nothing_to_standard_output()
    {
        using var process = ProgramRun.Start("TechGraph.Cli", "techgraph.dll", ["serve", "--data", _folder, "--dossiers", "", "--url", "http://127.0.0.1:0"]);
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            var address = await AddressAsync(process);
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            Assert.That(await client.GetStringAsync("/graphql?query=%7Bgraph%7Bsequence%7D%7D"), Is.EqualTo("""{"data":{"graph":{"sequence":0}}}"""));
            Assert.That(await client.GetStringAsync("/graphql?documentId=standing-question"), Does.Contain("\"dealPaths\""));
            Assert.That(await client.GetStringAsync("/health/ready"), Does.StartWith("ready"));
            using var page = new HttpRequestMessage(HttpMethod.Get, "/graphql");
            page.Headers.Accept.ParseAdd("text/html");
            using var shown = await client.SendAsync(page);
            Assert.That((shown.StatusCode, shown.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/html")));
            var own = Path.Combine(Path.GetDirectoryName(ProgramRun.Find("TechGraph.Cli", "techgraph.dll"))!, "explorer", "index.html");
            Assert.That(await shown.Content.ReadAsStringAsync(), File.Exists(own) ? Does.Contain("id=\"recipes\"") : Does.Contain("Stored documents"));
            await ProgramRun.StopAsync(process);
            Assert.That((process.ExitCode, await output), Is.EqualTo((0, "")));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Test]
    public async Task A_port_in_use_is_a_clear_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (code, output, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["serve", "--data", _folder, "--dossiers", "", "--url", $"http://{taken.LocalEndpoint}"]);
        Assert.That((code, output), Is.EqualTo((1, "")), messages);
        Assert.That(messages, Does.Contain($"Failed to bind to address http://{taken.LocalEndpoint}: address already in use.").And.Not.Contain("   at "));
    }

    [TestCase("nonsense", 2, "--url: \"nonsense\" is not an address to listen on. Give one such as http://127.0.0.1:5080.")]
    public async Task An_invalid_address_is_a_clear_error(string url, int expected, string sentence)
    {
        var (code, _, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["serve", "--data", _folder, "--url", url]);
        Assert.That(code, Is.EqualTo(expected), messages);
        Assert.That(messages, Does.StartWith(sentence));
    }

    [Test]
    public async Task A_store_that_is_not_a_database_exits_with_5()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "techgraph.db"), "no database at all, only a line of text");
        var (code, _, messages) = await ProgramRun.RunSeparatedAsync("TechGraph.Cli", "techgraph.dll", ["serve", "--data", _folder, "--url", "http://127.0.0.1:0"]);
        Assert.That(code, Is.EqualTo(5), messages);
        Assert.That(messages, Does.Contain("STORE_DAMAGED: ").And.Not.Contain("   at "));
    }

    private static async Task<string> AddressAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardError.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return line[(at + Listening.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }
}
