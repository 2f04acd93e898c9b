using System.Diagnostics;
using System.Globalization;

namespace TechGraph.Tests.Fixtures;

/// <summary>Runs one of the product's programs in a separate process.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program and returns its exit code and its complete output; a program that does not end by itself fails the test.</summary>
    public static Task<(int Code, string Output)> RunAsync(string project, string assembly, params string[] arguments) =>
        RunAsync(project, assembly, arguments, []);

    /// <summary>As above, with environment variables.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string project, string assembly, string[] arguments, params (string Name, string Value)[] environment)
    {
        var (code, output, messages) = await RunSeparatedAsync(project, assembly, arguments, environment);
        return (code, output + messages);
    }

    /// <summary>As above, with standard output and standard error separated.</summary>
    public static async Task<(int Code, string Output, string Messages)> RunSeparatedAsync(
        string project, string assembly, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(project, assembly, arguments, environment);
        using var timeout = new CancellationTokenSource(StopTimeout);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a program; the caller ends it.</summary>
    public static Process Start(string project, string assembly, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestContext.CurrentContext.TestDirectory,
        };
        start.ArgumentList.Add(Find(project, assembly));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>
    /// Asks a program to end, as Ctrl-C does, and waits for it. If this process ignores the interrupt signal, as processes in the
    /// background do, the programs that it starts ignore it too; they get the termination signal, as from a service manager.
    /// </summary>
    /// <exception cref="AssertionException">The program did not end.</exception>
    public static async Task StopAsync(Process process)
    {
        using (var kill = Process.Start("kill", [IgnoresInterrupts() ? "-TERM" : "-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new AssertionException("The program did not end when it was asked to.");
        }
    }

    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        const int Interrupt = 2;
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;
    }

    /// <summary>Path of a program, as its own project builds it in the configuration of the tests.</summary>
    public static string Find(string project, string assembly)
    {
        var (framework, configuration) = (new DirectoryInfo(TestContext.CurrentContext.TestDirectory), Directory.GetParent(TestContext.CurrentContext.TestDirectory)!);
        return Repository.Of("api", project, "bin", configuration.Name, framework.Name, assembly);
    }
}
