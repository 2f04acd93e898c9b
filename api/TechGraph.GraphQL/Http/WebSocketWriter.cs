using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>Sends messages of a web socket, one at a time.</summary>
internal sealed class WebSocketWriter(WebSocket socket, UnreadBytes unread, CancellationToken cancellation) : IDisposable
{
    private readonly SemaphoreSlim _sendLock = new(1);
    private bool _isClosed;

    /// <summary>Sends a message without an id.</summary>
    public Task SendAsync(string type, JsonElement? payload) => SendAsync(writer =>
    {
        using var json = new Utf8JsonWriter(writer);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (payload is { } given)
        {
            json.WritePropertyName("payload"u8);
            given.WriteTo(json);
        }

        json.WriteEndObject();
    });

    /// <summary>Sends a result; false: too many bytes wait for slow clients, and it was not sent.</summary>
    public async Task<bool> SendNextAsync(string id, ExecutionResult result)
    {
        var bytes = result.Data.Length;
        if (!unread.TryAdd(bytes))
        {
            return false;
        }

        try
        {
            await SendAsync(writer =>
            {
                Begin(writer, "next", id);
                writer.Write(",\"payload\":"u8);
                ResponseBody.Write(writer, result.Errors, result.HasData, result.Data.Span);
                writer.Write("}"u8);
            }).ConfigureAwait(false);
            return true;
        }
        finally
        {
            unread.Remove(bytes);
        }
    }

    public Task SendErrorsAsync(string id, IReadOnlyList<GraphQLError> errors) => SendAsync(writer =>
    {
        Begin(writer, "error", id);
        writer.Write(",\"payload\":"u8);
        ResponseBody.WriteErrors(writer, errors);
        writer.Write("}"u8);
    });

    public Task SendCompleteAsync(string id) => SendAsync(writer =>
    {
        Begin(writer, "complete", id);
        writer.Write("}"u8);
    });

    /// <summary>Closes the socket; further calls do nothing.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        if (!await TryLockAsync().ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (!_isClosed)
            {
                _isClosed = true;
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client has disconnected already.
        }
        finally
        {
            _sendLock.Release();
        }
    }

    public void Dispose() => _sendLock.Dispose();

    private static void Begin(IBufferWriter<byte> writer, string type, string id)
    {
        writer.Write("{\"id\":"u8);
        using (var json = new Utf8JsonWriter(writer))
        {
            json.WriteStringValue(id);
        }

        writer.Write(",\"type\":\""u8);
        foreach (var c in type)
        {
            writer.Write([(byte)c]);
        }

        writer.Write("\""u8);
    }

    /// <summary>Waits until no other message is being sent; returns false if the session has ended.</summary>
    private async Task<bool> TryLockAsync()
    {
        try
        {
            await _sendLock.WaitAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task SendAsync(Action<IBufferWriter<byte>> write)
    {
        if (!await TryLockAsync().ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (!_isClosed)
            {
                var message = new ArrayBufferWriter<byte>(256);
                write(message);
                await socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client has disconnected; the read loop detects it too.
        }
        finally
        {
            _sendLock.Release();
        }
    }
}
