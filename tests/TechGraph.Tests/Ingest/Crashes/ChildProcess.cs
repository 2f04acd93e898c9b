using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TechGraph.Tests.Fixtures;

namespace TechGraph.Tests.Ingest.Crashes;

/// <summary>A process that the test starts and may kill, by its id only.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Task _read;

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    /// <summary>Everything written so far to standard output and standard error.</summary>
    public string Output => string.Join('\n', _lines);

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program of the product or the trials.</summary>
    public static ChildProcess Start(string project, string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var file = project == "TechGraph.Trials" ? typeof(TechGraph.Trials.DossierMutator).Assembly.Location : ProgramRun.Find(project, assembly);

        // With the signal ignored, a write beyond the limit on file sizes is an ordinary error. Otherwise it would end the process.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("dotnet") : new ProcessStartInfo("/bin/sh");
        if (!OperatingSystem.IsWindows())
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("trap '' XFSZ; exec dotnet \"$@\"");
            start.ArgumentList.Add("sh");
        }

        foreach (var argument in arguments.Prepend(file))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(start);
    }

    /// <summary>Kills with SIGKILL, on Windows with TerminateProcess.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await WaitForExitAsync();
    }

    /// <summary>Waits until the process ends by itself, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? within = null)
    {
        using var timeout = new CancellationTokenSource(within ?? DefaultTimeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
            await _read;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new AssertionException($"The process did not end within {within ?? DefaultTimeout}:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for the first line that contains a text. Fails if the process ends, or the time-out expires, before it.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        using var timeout = new CancellationTokenSource(DefaultTimeout);
        while (true)
        {
            if (_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (_process.HasExited)
            {
                await _read;
                return _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) ?? throw new AssertionException($"The process ended before it wrote \"{text}\":\n{Output}");
            }

            await Task.Delay(5, timeout.Token);
        }
    }

    /// <summary>Limits the size of the files that the process writes, in bytes; null: no limit. Writes beyond it fail.</summary>
    public async Task LimitFileSizeAsync(long? bytes)
    {
        var size = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var tool = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:unlimited"])!;
        await tool.WaitForExitAsync();
        Assert.That(tool.ExitCode, Is.Zero);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
