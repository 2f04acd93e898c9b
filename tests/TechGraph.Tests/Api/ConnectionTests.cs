using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using TechGraph.Api.Connections;
using TechGraph.Api.Startup;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Api;

/// <summary>The server keeps below the number of files that it may open, and answers each accepted request when it stops.</summary>
public sealed partial class ConnectionTests
{
    private string _folder = "";

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("techgraph-connections-").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [TestCase(1024, 150, 405)]
    [TestCase(1_048_576, 150, 10_000)]
    [TestCase(246, 150, 16)]
    [TestCase(null, 0, 10_000)]
    public void Connections_and_web_sockets_share_the_files_that_are_left(long? limit, int open, int each) =>
        Assert.That(ConnectionLimits.OfFiles(limit, open), Is.EqualTo(each));

    [Test]
    public void Too_few_files_are_a_clear_error() => Assert.That(
        Assert.Throws<StartupException>(() => ConnectionLimits.OfFiles(245, 150))!.Message,
        Is.EqualTo("The process may open only 245 files at a time, and needs at least 246. Raise the limit, such as with: ulimit -n 4096"));

    [Test]
    public void A_limit_of_files_that_does_not_suffice_for_the_start_is_refused_first()
    {
        Assert.That(Assert.Throws<StartupException>(() => ConnectionLimits.RefuseTooFewFiles(319))!.Message, Does.StartWith("The process may open only 319 files at a time, and needs at least 320."));
        Assert.That(() => ConnectionLimits.RefuseTooFewFiles(320), Throws.Nothing);
        Assert.That(() => ConnectionLimits.RefuseTooFewFiles(null), Throws.Nothing);
    }

    [Test]
    [Platform("Linux")]
    public async Task Every_accepted_request_is_answered_when_the_server_stops()
    {
        using var server = ProgramRun.Start(
            "TechGraph.Api", "TechGraph.Api.dll", ["--urls", "http://127.0.0.1:0", "--TechGraph:Data", _folder, "--TechGraph:Dossiers", "", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"]);
        var port = await PortOfAsync(server.StandardOutput);
        var (answered, broken, closed) = (0, 0, 0);
        var started = new CountdownEvent(8);
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var isFirst = true; ; isFirst = false)
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync("127.0.0.1", port);
                }
                catch (SocketException)
                {
                    return;
                }

                // The kernel may accept a connection that the server never sees; only those that were answered once count.
                var stream = client.GetStream();
                for (var requests = 0; ; requests++)
                {
                    var answer = await AskAsync(stream);
                    if (answer is null)
                    {
                        Interlocked.Add(ref broken, requests > 0 ? 1 : 0);
                        break;
                    }

                    Interlocked.Increment(ref answered);
                    if (isFirst && requests == 100)
                    {
                        started.Signal();
                    }

                    if (answer.Contains("Connection: close", StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref closed);
                        break;
                    }
                }
            }
        })).ToList();
        Assert.That(started.Wait(TimeSpan.FromMinutes(1)), Is.True);
        await ProgramRun.StopAsync(server);
        await Task.WhenAll(clients);
        await TestContext.Out.WriteLineAsync($"{answered} answered, {closed} closed by the answer, {broken} without an answer");
        Assert.That((broken, closed), Is.EqualTo((0, 8)));
    }

    /// <summary>Sends a request on a kept connection and reads its answer; null: the connection ended without one.</summary>
    private static async Task<string?> AskAsync(NetworkStream stream)
    {
        try
        {
            await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            var buffer = new byte[4096];
            var text = "";
            while (!text.EndsWith("\r\n\r\nlive", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                {
                    return null;
                }

                text += Encoding.ASCII.GetString(buffer, 0, read);
            }

            return text;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<int> PortOfAsync(StreamReader output)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await output.ReadLineAsync(timeout.Token) is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                _ = output.ReadToEndAsync(CancellationToken.None);
                return int.Parse(found.Groups[1].Value, null);
            }
        }

        throw new AssertionException("The server did not start.");
    }

    [GeneratedRegex(@"Now listening on: http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Address();
}
