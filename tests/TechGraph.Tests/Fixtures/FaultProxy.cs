using System.Net;
using System.Net.Sockets;

namespace TechGraph.Tests.Fixtures;

/// <summary>A proxy on this machine that passes connections on and can simulate faults.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly Uri _target;
    private readonly Task _accepting;

    public FaultProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        Uri = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    /// <summary>Address on which the proxy listens.</summary>
    public Uri Uri { get; }

    /// <summary>How long the proxy delays each response.</summary>
    public TimeSpan Delay { get; set; }

    public FaultMode Mode { get; private set; }

    /// <summary>Changes the mode and closes all open connections.</summary>
    public void SetMode(FaultMode mode)
    {
        Mode = mode;
        lock (_open)
        {
            foreach (var client in _open)
            {
                client.Close();
            }

            _open.Clear();
        }
    }

    /// <summary>Whether to cut off the response to the next commit; reset after one commit.</summary>
    public bool CutCommits { get; set; }

    public int CutCount { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        SetMode(FaultMode.Refuse);
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                lock (_open)
                {
                    _open.Add(client);
                }

                _ = ServeAsync(client);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            if (Mode == FaultMode.Refuse)
            {
                return;
            }

            await server.ConnectAsync(_target.Host, _target.Port, _end.Token);
            var cut = new CutState();
            var requests = PumpAsync(client.GetStream(), server.GetStream(), isAnswer: false, cut);
            var answers = PumpAsync(server.GetStream(), client.GetStream(), isAnswer: true, cut);
            await Task.WhenAny(requests, answers);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Broken connections are the purpose of this proxy.
        }
        finally
        {
            client.Close();
            lock (_open)
            {
                _open.Remove(client);
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool isAnswer, CutState cut)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (Mode == FaultMode.Silence)
            {
                continue;
            }

            if (!isAnswer)
            {
                if (CutCommits && System.Text.Encoding.UTF8.GetString(buffer, 0, count).Contains("/commit ", StringComparison.Ordinal))
                {
                    (cut.Next, CutCommits) = (true, false);
                }
            }
            else if (Mode == FaultMode.CutAnswers || cut.Next)
            {
                CutCount++;
                await to.WriteAsync(buffer.AsMemory(0, count / 2), _end.Token);
                return;
            }
            else if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, _end.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private sealed class CutState
    {
        public bool Next { get; set; }
    }
}

/// <summary>Behaviour of a <see cref="FaultProxy"/>.</summary>
public enum FaultMode
{
    /// <summary>Passes everything on.</summary>
    Pass,

    /// <summary>Closes each connection immediately.</summary>
    Refuse,

    /// <summary>Accepts everything and answers nothing.</summary>
    Silence,

    /// <summary>Passes requests on, and closes the connection in the middle of the response.</summary>
    CutAnswers,
}
