using System.Diagnostics;
using System.Text;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.GraphQL.Peers;

/// <summary>A script of tests/peers that runs in Node and exchanges lines over standard input and output.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errorOutput = new();

    private NodeScript(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _errorOutput.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    public string ErrorOutput => _errorOutput.ToString();

    /// <summary>Starts a script. The test is skipped if Node or the packages are missing.</summary>
    public static NodeScript Start(string script, params string[] arguments)
    {
        RequireNode();
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Of("tests", "peers"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new NodeScript(Process.Start(start)!);
    }

    public static void RequireNode()
    {
        if (!Directory.Exists(Path.Combine(Repository.Of("tests", "peers"), "node_modules", "graphql")))
        {
            Missing("The npm packages of tests/peers are not installed: run npm ci --ignore-scripts in that folder.");
        }

        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            node!.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing("Node is not installed.");
        }
    }

    public Task<string?> ReadAsync() => _process.StandardOutput.ReadLineAsync();

    public async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Sends lines and returns as many replies.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<string> lines)
    {
        var sending = Task.Run(async () =>
        {
            foreach (var line in lines)
            {
                await _process.StandardInput.WriteAsync(line + "\n");
            }

            await _process.StandardInput.FlushAsync();
        });
        var answers = new List<string>(lines.Count);
        while (answers.Count < lines.Count)
        {
            answers.Add(await ReadAsync() ?? throw new InvalidOperationException($"Node ended: {ErrorOutput}"));
        }

        await sending;
        return answers;
    }

    /// <summary>Reads all output until the script ends.</summary>
    public async Task<string> ReadToEndAsync()
    {
        _process.StandardInput.Close();
        var text = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Missing(string why)
    {
        if (Environment.GetEnvironmentVariable("TECHGRAPH_TEST_NODE") == "required")
        {
            Assert.Fail(why);
        }

        Assert.Ignore(why);
    }
}
