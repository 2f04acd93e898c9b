using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Http;

/// <summary>One web socket: its handshake, its operations and its pings. Protocol <c>graphql-transport-ws</c>.</summary>
internal sealed class WebSocketSession : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly HttpContext _context;
    private readonly RequestExecutor _executor;
    private readonly HttpOptions _options;
    private readonly IServiceScopeFactory _scopes;
    private readonly WebSocketWriter _writer;
    private readonly CancellationTokenSource _end;
    private readonly Dictionary<string, SocketOperation> _operations = [];
    private readonly Lock _gate = new();
    private readonly ITimer _initTimer;
    private ITimer? _pingTimer;
    private ITimer? _closeTimer;
    private bool _isInitialised;
    private bool _isAcknowledged;
    private int _unansweredPings;

    public WebSocketSession(WebSocket socket, HttpContext context, RequestExecutor executor, HttpOptions options, IServiceScopeFactory scopes)
    {
        (_socket, _context, _executor, _options, _scopes) = (socket, context, executor, options, scopes);
        _end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _writer = new WebSocketWriter(socket, executor.Unread, _end.Token);
        _initTimer = executor.Time.CreateTimer(_ => CloseInBackground(4408, "Connection initialisation timeout"), null, _options.ConnectionInit, Timeout.InfiniteTimeSpan);
    }

    private LimitOptions Limits => _executor.Executable.Options.Limits;

    /// <summary>Reads messages until either side closes.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var whenStopping = stopping.Register(() => _ = StopAsync());
        await using (whenStopping.ConfigureAwait(false))
        {
            try
            {
                await ReadAsync().ConfigureAwait(false);
            }
            catch (SocketCloseException refusal)
            {
                await _writer.CloseAsync(refusal.Code, refusal.Message).ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
            {
                // The client disconnected without closing the socket.
            }
#pragma warning disable CA1031 // An unexpected exception closes this socket only; the client does not see its message.
            catch (Exception)
#pragma warning restore CA1031
            {
                await _writer.CloseAsync(4500, "Internal server error").ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _initTimer.DisposeAsync().ConfigureAwait(false);
        if (_pingTimer is { } pings)
        {
            await pings.DisposeAsync().ConfigureAwait(false);
        }

        if (_closeTimer is { } closing)
        {
            await closing.DisposeAsync().ConfigureAwait(false);
        }

        await _end.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_gate)
        {
            running = [.. _operations.Values.Select(o => o.Running)];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _writer.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            var message = await ReadMessageAsync().ConfigureAwait(false);
            if (message is null)
            {
                return;
            }

            using (message)
            {
                await HandleAsync(message).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads the next message; returns null when the client closes. While it waits, no buffer is rented.</summary>
    private async Task<JsonDocument?> ReadMessageAsync()
    {
        var first = await _socket.ReceiveAsync(Memory<byte>.Empty, _end.Token).ConfigureAwait(false);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            await _writer.CloseAsync(_socket.CloseStatus is { } status ? (int)status : 1000, "").ConfigureAwait(false);
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var read = await _socket.ReceiveAsync(buffer.AsMemory(length), _end.Token).ConfigureAwait(false);
                length += read.Count;
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await _writer.CloseAsync(_socket.CloseStatus is { } status ? (int)status : 1000, "").ConfigureAwait(false);
                    return null;
                }

                if (read.MessageType == WebSocketMessageType.Binary)
                {
                    throw new SocketCloseException(4400, "Messages are text");
                }

                if (length > Limits.SocketMessageBytes)
                {
                    throw new SocketCloseException((int)WebSocketCloseStatus.MessageTooBig, "Message too big");
                }

                if (read.EndOfMessage)
                {
                    return SocketMessage.Parse(buffer.AsSpan(0, length).ToArray(), Limits.JsonNesting);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var bigger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(bigger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return bigger;
    }

    private async Task HandleAsync(JsonDocument json)
    {
        var message = json.RootElement;
        switch (SocketMessage.TypeOf(message))
        {
            case "connection_init":
                await InitialiseAsync(message).ConfigureAwait(false);
                break;
            case "ping":
                await _writer.SendAsync("pong", SocketMessage.Payload(message)).ConfigureAwait(false);
                break;
            case "pong":
                SocketMessage.Payload(message);
                _unansweredPings = 0;
                break;
            case "subscribe":
                Subscribe(message);
                break;
            case "complete":
                Cancel(SocketMessage.IdOf(message));
                break;
            default:
                throw SocketCloseException.Invalid();
        }
    }

    private async Task InitialiseAsync(JsonElement message)
    {
        if (_isInitialised)
        {
            throw new SocketCloseException(4429, "Too many initialisation requests");
        }

        var payload = SocketMessage.Payload(message);
        _isInitialised = true;
        await _initTimer.DisposeAsync().ConfigureAwait(false);
        if (_options.AcceptConnection is { } accept && !await accept(_context, payload).ConfigureAwait(false))
        {
            throw new SocketCloseException(4403, "Forbidden");
        }

        _isAcknowledged = true;
        await _writer.SendAsync("connection_ack", null).ConfigureAwait(false);
        _pingTimer = _executor.Time.CreateTimer(_ => Ping(), null, _options.KeepAlive, _options.KeepAlive);
    }

    private void Ping()
    {
        if (Interlocked.Increment(ref _unansweredPings) > 2)
        {
            CloseInBackground((int)WebSocketCloseStatus.EndpointUnavailable, "No pong");
            return;
        }

        _ = _writer.SendAsync("ping", null);
    }

    private void Subscribe(JsonElement message)
    {
        if (!_isAcknowledged)
        {
            throw new SocketCloseException(4401, "Unauthorized");
        }

        var id = SocketMessage.IdOf(message);
        var asked = SocketMessage.Parameters(message);
        lock (_gate)
        {
            if (_operations.ContainsKey(id))
            {
                throw new SocketCloseException(4409, $"Subscriber for {(id.Length > 64 ? id[..64] : id)} already exists");
            }

            if (_operations.Count >= Limits.OperationsPerSocket)
            {
                var refusal = LimitError.Create("operationsPerSocket", Limits.OperationsPerSocket, "The socket has too many operations.");
                _ = _writer.SendErrorsAsync(id, [refusal]);
                return;
            }

            // The message is disposed after this call, so the operation gets its own copy.
            var operation = new SocketOperation(_end.Token);
            _operations[id] = operation;
            operation.Running = RunAsync(id, operation, asked, JsonDocument.Parse(message.GetRawText(), SocketMessage.AnyDepth));
        }
    }

    private async Task RunAsync(string id, SocketOperation operation, Func<JsonElement, RequestParameters> read, JsonDocument message)
    {
        // The read loop continues immediately.
        await Task.Yield();
        try
        {
            OperationResponse answer;
            using (message)
            {
                answer = await RespondAsync(read(message.RootElement), operation.Token).ConfigureAwait(false);
            }

            await SendAsync(id, answer, operation.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client completed the operation or disconnected.
        }
#pragma warning disable CA1031 // An unexpected exception closes the socket; the client does not see its message.
        catch (Exception)
#pragma warning restore CA1031
        {
            CloseInBackground(4500, "Internal server error");
        }
        finally
        {
            Remove(id, operation);
        }
    }

    private async Task<OperationResponse> RespondAsync(RequestParameters asked, CancellationToken cancellation)
    {
        if (DocumentSelector.Find(asked, _executor.Executable.Stored, _options.StoredDocuments, out var problem) is not { } document)
        {
            return new(ExecutionResult.Refused(Outcome.RequestError, problem!), null);
        }

        var scope = new LazyScope(_scopes);
        await using (scope.ConfigureAwait(false))
        {
            return await _executor.RespondAsync(
                new GraphQLRequest
                {
                    Document = document,
                    OperationName = asked.OperationName,
                    Variables = asked.Variables,
                    Services = scope,
                    Scopes = _scopes,
                    User = _context.User,
                },
                cancellation).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(string id, OperationResponse answer, CancellationToken cancellation)
    {
        if (answer.Result is { } result)
        {
            using (result)
            {
                if (result.HasData)
                {
                    if (!await _writer.SendNextAsync(id, result).ConfigureAwait(false))
                    {
                        await _writer.SendErrorsAsync(id, [RequestExecutor.TooSlow()]).ConfigureAwait(false);
                        return;
                    }

                    await _writer.SendCompleteAsync(id).ConfigureAwait(false);
                }
                else
                {
                    await _writer.SendErrorsAsync(id, result.Errors).ConfigureAwait(false);
                }
            }

            return;
        }

        await foreach (var each in answer.Stream!.WithCancellation(cancellation).ConfigureAwait(false))
        {
            using (each)
            {
                if (each.Outcome == Outcome.StreamFailed)
                {
                    await _writer.SendErrorsAsync(id, each.Errors).ConfigureAwait(false);
                    return;
                }

                if (!await _writer.SendNextAsync(id, each).ConfigureAwait(false))
                {
                    await _writer.SendErrorsAsync(id, [RequestExecutor.TooSlow()]).ConfigureAwait(false);
                    return;
                }
            }
        }

        if (!cancellation.IsCancellationRequested)
        {
            await _writer.SendCompleteAsync(id).ConfigureAwait(false);
        }
    }

    private void Cancel(string id)
    {
        SocketOperation? operation;
        lock (_gate)
        {
            _operations.Remove(id, out operation);
        }

        // An unknown id may belong to an operation that has just ended.
        operation?.Cancel();
    }

    private void Remove(string id, SocketOperation operation)
    {
        lock (_gate)
        {
            if (_operations.GetValueOrDefault(id) == operation)
            {
                _operations.Remove(id);
            }
        }

        operation.Dispose();
    }

    /// <summary>Completes each operation and closes the socket, because the server stops.</summary>
    private async Task StopAsync()
    {
        string[] ids;
        lock (_gate)
        {
            ids = [.. _operations.Keys];
        }

        foreach (var id in ids)
        {
            Cancel(id);
            await _writer.SendCompleteAsync(id).ConfigureAwait(false);
        }

        await CloseAsync((int)WebSocketCloseStatus.EndpointUnavailable, "Going away").ConfigureAwait(false);
    }

    /// <summary>
    /// Closes the socket from outside the read loop. The loop ends when the client closes too, or after <see
    /// cref="CloseTimeout"/>.
    /// </summary>
    private void CloseInBackground(int code, string reason) => _ = CloseAsync(code, reason);

    private void End()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The session has ended already.
        }
    }

    private async Task CloseAsync(int code, string reason)
    {
        // First, because a message that the client does not read keeps the close frame waiting.
        _closeTimer ??= _executor.Time.CreateTimer(_ => End(), null, CloseTimeout, Timeout.InfiniteTimeSpan);
        await _writer.CloseAsync(code, reason).ConfigureAwait(false);
    }
}
