using System.Diagnostics;
using System.Globalization;

namespace TechGraph.Tests.GraphQL.Fuzzing;

/// <summary>Corrupted input in a separate process; if that process crashes, the test fails.</summary>
/// <remarks><c>TECHGRAPH_FULL=1</c> runs 200,000 documents and 10,000 requests; the default is a twentieth.</remarks>
public sealed class MutationTests
{
    [TestCase("mutate-parser", 200_000)]
    [TestCase("mutate-http", 10_000)]
    public async Task Corrupted_input_causes_no_crash_hang_or_server_error(string what, int count)
    {
        count = Environment.GetEnvironmentVariable("TECHGRAPH_FULL") == "1" ? count : count / 20;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TECHGRAPH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFFFF;
        await TestContext.Progress.WriteLineAsync($"{what}: seed {seed}, {count} inputs.");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(TechGraph.GraphQL.Conformance.TestSchema).Assembly.Location, what, $"{seed}", $"{count}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.That((output.Trim(), child.ExitCode), Is.EqualTo(("done", 0)), $"seed {seed}\n{await errors}");
    }
}
