using System.ComponentModel;
using System.Diagnostics;

namespace TechGraph.Tests.Fixtures;

/// <summary>Runs the command line under <c>strace</c>, which can end it, or let a system call fail, at any write to the disk.</summary>
internal static class Strace
{
    private const string Calls = "pwrite64,write,fsync,fdatasync,rename,renameat,renameat2,unlink,ftruncate";

    /// <summary>Skips the test where strace is missing or may not trace; fails it where CI promised it (<c>TECHGRAPH_TEST_STRACE=required</c>).</summary>
    public static async Task RequireAsync()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-qq", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                return;
            }
        }
        catch (Win32Exception)
        {
            // It is not installed.
        }

        const string Reason = "strace is not installed or may not trace, so writes cannot be interrupted.";
        if (Environment.GetEnvironmentVariable("TECHGRAPH_TEST_STRACE") == "required")
        {
            Assert.Fail(Reason);
        }

        Assert.Ignore(Reason);
    }

    /// <summary>Runs a command, and gives the calls that write to the files of a folder: each name with its count.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(string folder, string[] arguments)
    {
        var trace = Path.Combine(folder, "strace.txt");
        await RunAsync(folder, ["-o", trace, "-e", $"trace={Calls}"], arguments);
        var calls = (await File.ReadAllLinesAsync(trace))
            .Select(line => line.Split(' ', 2)[^1].Split('(')[0].Trim())
            .Where(Calls.Split(',').Contains)
            .CountBy(call => call).ToDictionary();
        File.Delete(trace);
        return calls;
    }

    /// <summary>Runs a command with a fault at one call.</summary>
    /// <param name="folder">The folder whose files count.</param>
    /// <param name="call">Name of the system call.</param>
    /// <param name="number">Which call of this name, from 1.</param>
    /// <param name="fault"><c>signal=KILL</c>, or <c>error=ENOSPC</c>.</param>
    /// <param name="arguments">The command's arguments.</param>
    public static Task RunAsync(string folder, string call, int number, string fault, string[] arguments) =>
        RunAsync(folder, ["-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:{fault}:when={number}"], arguments);

    private static async Task RunAsync(string folder, string[] options, string[] arguments)
    {
        var files = new[] { "data/techgraph.db", "data/intake.db", "monday.db", "monday.part.db", "monday.intake.db", "monday.intake.part.db", "data/intake.db.restoring" }
            .SelectMany(file => new[] { "", "-journal", ".head", ".head.new" }.Select(end => Path.Combine(folder, file + end)));
        var start = new ProcessStartInfo("strace", ["-f", "-qq", .. options, .. files.SelectMany(file => new[] { "-P", file }), "dotnet", ProgramRun.Find("TechGraph.Cli", "techgraph.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
    }
}
