using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TechGraph.GraphQL.Execution;

namespace TechGraph.GraphQL.Http;

/// <summary>Writes responses as server-sent events. GraphQL over SSE, "Distinct connections mode".</summary>
internal sealed class EventStream(HttpContext context, UnreadBytes unread, TimeSpan keepAlive, TimeProvider time)
{
    /// <summary>Sends each result as an event, until the results or the connection end.</summary>
    public async Task SendAsync(OperationResponse answer)
    {
        await BeginAsync().ConfigureAwait(false);
        if (answer.Result is { } result)
        {
            using (result)
            {
                _ = await NextAsync(result).ConfigureAwait(false);
            }
        }
        else
        {
            await SendAllAsync(answer.Stream!).ConfigureAwait(false);
        }

        await WriteAsync("event: complete\ndata:\n\n"u8).ConfigureAwait(false);
    }

    private async Task BeginAsync()
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaTypes.Header(MediaType.EventStream);
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteAsync(":\n\n"u8).ConfigureAwait(false);
    }

    private async Task SendAllAsync(IAsyncEnumerable<ExecutionResult> results)
    {
        var at = results.GetAsyncEnumerator(context.RequestAborted);
        await using (at.ConfigureAwait(false))
        {
            var next = at.MoveNextAsync().AsTask();
            while (true)
            {
                try
                {
                    if (!await next.WaitAsync(keepAlive, time, context.RequestAborted).ConfigureAwait(false))
                    {
                        return;
                    }
                }
                catch (TimeoutException) when (!next.IsCompleted)
                {
                    await WriteAsync(":\n\n"u8).ConfigureAwait(false);
                    continue;
                }
                catch (OperationCanceledException) when (!next.IsCompleted)
                {
                    // The source ends with the connection. It can be disposed only after the pending read has ended.
                    await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
                    throw;
                }

                using (var result = at.Current)
                {
                    if (!await NextAsync(result).ConfigureAwait(false))
                    {
                        return;
                    }
                }

                next = at.MoveNextAsync().AsTask();
            }
        }
    }

    /// <summary>Sends a result; false: too many bytes wait for slow clients, and an error was sent in its place.</summary>
    private async Task<bool> NextAsync(ExecutionResult result)
    {
        var bytes = result.Data.Length;
        if (!unread.TryAdd(bytes))
        {
            await WriteNextAsync(ExecutionResult.Refused(Outcome.Overloaded, RequestExecutor.TooSlow())).ConfigureAwait(false);
            return false;
        }

        try
        {
            await WriteNextAsync(result).ConfigureAwait(false);
            return true;
        }
        finally
        {
            unread.Remove(bytes);
        }
    }

    private Task WriteNextAsync(ExecutionResult result)
    {
        var writer = context.Response.BodyWriter;
        writer.Write("event: next\ndata: "u8);
        ResponseBody.Write(writer, result.Errors, result.HasData, result.Data.Span, result.Cost);
        return WriteAsync("\n\n"u8);
    }

    private Task WriteAsync(ReadOnlySpan<byte> bytes)
    {
        context.Response.BodyWriter.Write(bytes);
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }
}
