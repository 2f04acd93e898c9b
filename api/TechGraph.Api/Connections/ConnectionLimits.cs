using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TechGraph.Api.Startup;

namespace TechGraph.Api.Connections;

/// <summary>
/// Limits connections to fewer than the process may open files, because a process that cannot open a file fails in ways that nobody can
/// repair. Half of them may be web sockets.
/// </summary>
internal static class ConnectionLimits
{
    /// <summary>Files that are kept free for the store, the ledger, the watched folder and the runtime.</summary>
    private const int Reserve = 64;

    /// <summary>With fewer files the runtime itself fails before anything can be said.</summary>
    private const int MinFiles = 320;

    /// <summary>Fewer connections than this are of no use.</summary>
    private const int MinConnections = 16;

    /// <summary>Maximum number of connections of each sort, whatever the process may open.</summary>
    private const int MaxConnections = 10_000;

    /// <summary>How long a connection may be open without a request, also before its first.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take to send the head of a request.</summary>
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);

    /// <summary>Checks first of all that the process may open enough files for its start.</summary>
    /// <exception cref="StartupException">It may not.</exception>
    public static void RefuseTooFewFiles() => RefuseTooFewFiles(ReadOpenFileLimit());

    /// <summary>Checks a limit of files; null: unknown.</summary>
    /// <exception cref="StartupException">It is too low.</exception>
    public static void RefuseTooFewFiles(long? limit)
    {
        if (limit < MinFiles)
        {
            throw TooFew(limit.Value, MinFiles);
        }
    }

    /// <summary>Sets the limits.</summary>
    /// <exception cref="StartupException">The process may open too few files.</exception>
    public static void Apply(KestrelServerLimits limits)
    {
        var each = OfFiles(ReadOpenFileLimit(), CountOpenFiles());
        (limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections) = (each, each);
        (limits.KeepAliveTimeout, limits.RequestHeadersTimeout) = (IdleTime, HeadersTime);
    }

    /// <summary>Maximum number of plain connections, and of web sockets.</summary>
    /// <param name="limit">Maximum number of files that the process may have open; null: unknown.</param>
    /// <param name="open">How many it has open.</param>
    /// <exception cref="StartupException">Too few are left.</exception>
    public static int OfFiles(long? limit, int open)
    {
        if (limit is not { } most)
        {
            return MaxConnections;
        }

        var each = (most - open - Reserve) / 2;
        return each >= MinConnections
            ? (int)Math.Min(each, MaxConnections)
            : throw TooFew(most, open + Reserve + (2 * MinConnections));
    }

    private static StartupException TooFew(long limit, long needed) => new(string.Create(
        CultureInfo.InvariantCulture, $"The process may open only {limit} files at a time, and needs at least {needed}. Raise the limit, such as with: ulimit -n 4096"));

    private static long? ReadOpenFileLimit()
    {
        try
        {
            // Max open files            1024                 4096                 files
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
            return long.TryParse(line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(), CultureInfo.InvariantCulture, out var limit) ? limit : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int CountOpenFiles() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
