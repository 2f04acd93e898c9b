using System.Diagnostics;

namespace TechGraph.Trials;

/// <summary>Ends this process as a power failure would: nothing more runs, and nothing is written.</summary>
internal static class KillPoint
{
    /// <summary>A hook that kills the process when a step is reached for the nth time.</summary>
    public static Action<string> KillAt(string step, int count)
    {
        var left = count;
        return came =>
        {
            if (came == step && Interlocked.Decrement(ref left) == 0)
            {
                // SIGKILL, on Windows TerminateProcess.
                Process.GetCurrentProcess().Kill();
                new ManualResetEventSlim().Wait();
            }
        };
    }
}
