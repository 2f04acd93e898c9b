using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TechGraph.Benchmarks;

/// <summary>Measures the time from the start of the API to its first answer, on a new store and on a loaded one.</summary>
internal static class Starts
{
    private const int Rounds = 7;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    public static async Task RunAsync()
    {
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("techgraph-start-").FullName;
            try
            {
                cold.Add(await MeasureAsync(folder));
                warm.Add(await MeasureAsync(folder));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Print("cold (new store, dossiers loaded)", cold);
        Print("warm (nothing to load)", warm);
    }

    private static async Task<double> MeasureAsync(string folder)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var began = Stopwatch.GetTimestamp();
        using var api = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "TechGraph.Api.dll"), "--urls", address, "--TechGraph:Data", folder, "--Logging:LogLevel:Default", "None" },
        })!;
        try
        {
            using var client = new HttpClient();
            var question = new Uri($"{address}/graphql?query=%7Bgraph%7Bsequence%7D%7D");
            while (Stopwatch.GetElapsedTime(began) < StartTimeout)
            {
                try
                {
                    if ((await client.GetStringAsync(question)).Contains("sequence", StringComparison.Ordinal))
                    {
                        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    }
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(5);
                }
            }

            throw new TimeoutException($"The API did not answer within {StartTimeout}.");
        }
        finally
        {
            api.Kill();
            await api.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: min {times[0]:0} ms, median {times[times.Count / 2]:0} ms, max {times[^1]:0} ms of {times.Count}"));
    }
}
