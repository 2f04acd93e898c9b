using System.Diagnostics;

namespace TechGraph.Trials;

/// <summary>Ends this process as a power cut would: nothing more runs, nothing is written.</summary>
internal static class KillPoint
{
    /// <summary>A hook that kills when it comes to a step for the nth time.</summary>
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
