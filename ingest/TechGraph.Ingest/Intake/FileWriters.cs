using System.Runtime.InteropServices;

namespace TechGraph.Ingest.Intake;

/// <summary>
/// Finds out whether a program has a file open for writing, also if it does not write at the moment. On Linux the kernel grants a read lease
/// on a file only while no program has it open for writing (fcntl(2), F_SETLEASE); on Windows an open for reading alone fails.
/// </summary>
internal static class FileWriters
{
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const nint ReadLease = 0;
    private const nint NoLease = 2;
    private const int TryAgain = 11;

    /// <summary>SIGURG. A program that opens the file while the lease lasts would send SIGIO, which ends a process; this one is ignored by default.</summary>
    private const nint HarmlessSignal = 23;

    /// <summary>Whether a program has the file open for writing; null: the platform or the file system does not say, or the file belongs to another user.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static bool? Exist(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
                return false;
            }
            catch (IOException shared) when ((shared.HResult & 0xFFFF) == 32)
            {
                return true;
            }
        }

        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (Control(file.SafeFileHandle, SetSignal, HarmlessSignal) != 0)
        {
            return null;
        }

        if (Control(file.SafeFileHandle, SetLease, ReadLease) == 0)
        {
            _ = Control(file.SafeFileHandle, SetLease, NoLease);
            return false;
        }

        return Marshal.GetLastPInvokeError() == TryAgain ? true : null;
    }

#pragma warning disable SYSLIB1054 // The generated code would need unsafe blocks in the whole project.
    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle file, int command, nint argument);
#pragma warning restore SYSLIB1054
}
