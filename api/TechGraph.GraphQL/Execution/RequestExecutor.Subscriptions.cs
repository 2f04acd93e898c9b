using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Runs subscriptions: opens the event source and executes the operation for each event. Specification, section 6.2.3.</summary>
internal sealed partial class RequestExecutor
{
    private async Task<OperationResponse> SubscribeAsync(PreparedOperation ready, GraphQLRequest request, CancellationToken cancellation)
    {
        var plan = ready.Plan!;
        var field = plan.Variant(ready.Variables!).For(plan.Root).Fields[0];
        var execution = new OperationExecution(
            Executable, plan, request, request.Services, ready.Variables!, request.Root, LogFailure, new ExecutionDeadline(Timeout.InfiniteTimeSpan, Time, cancellation));
        try
        {
            await AccessCheck.RunAsync(execution).AsTask().WaitAsync(Limits.ExecutionTime, Time, cancellation).ConfigureAwait(false);
            ready = ready with { Denied = execution.Denied };
            var context = new FieldContext(execution, field, request.Root, execution.ArgumentsOf(field), ResponsePath.Root);
            var resolver = Executable.Stream(field.Definition);
            var source = await resolver.OpenAsync(context).AsTask().WaitAsync(Executable.Options.Limits.ExecutionTime, Time, cancellation).ConfigureAwait(false);
            return new(null, EventsAsync(ready, request, source, resolver.Overflow, execution, cancellation));
        }
        catch (AccessRefusedException refused)
        {
            return new(ExecutionResult.Refused(Outcome.RequestError, refused.Errors), null);
        }
        catch (TimeoutException)
        {
            return new(ExecutionResult.Refused(Outcome.TimedOut, new GraphQLError("The subscription took too long to start.", ErrorCodes.ExecutionTimeout)), null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The client disconnected.", failure, cancellation);
        }
#pragma warning disable CA1031 // Any exception of the resolver rejects this request only.
        catch (Exception failure) when (!execution.EndsOperation(failure))
#pragma warning restore CA1031
        {
            execution.Report(field, failure, ResponsePath.Root.Append(field.ResponseName));
            return new(ExecutionResult.Refused(Outcome.RequestError, execution.Errors), null);
        }
    }

    /// <summary>
    /// Returns one result for each event. It ends with the source, with the consumer, or after a last result that contains the
    /// error.
    /// </summary>
    private async IAsyncEnumerable<ExecutionResult> EventsAsync(
        PreparedOperation ready,
        GraphQLRequest request,
        EventSource source,
        OverflowPolicy overflow,
        OperationExecution opening,
        CancellationToken subscription,
        [EnumeratorCancellation] CancellationToken consumer = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(subscription, consumer);
        var channel = Channel.CreateBounded<object?>(new BoundedChannelOptions(Executable.Options.Limits.StreamBuffer)
        {
            FullMode = overflow == OverflowPolicy.DropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
            SingleReader = true,
            SingleWriter = true,
        });
        Telemetry.Subscriptions.Add(1);
        var pumping = source.PumpAsync(channel.Writer, overflow, end.Token);
        try
        {
            while (true)
            {
                ExecutionResult? last = null;
                try
                {
                    if (!await channel.Reader.WaitToReadAsync(end.Token).ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
#pragma warning disable CA1031 // Any exception of the source becomes the last result.
                // The source may notice the end of the subscription before the linked token does.
                catch (Exception failure) when (!end.IsCancellationRequested && !subscription.IsCancellationRequested && !consumer.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    last = ExecutionResult.Refused(Outcome.StreamFailed, opening.ToClientError(failure, ResponsePath.Root));
                }

                if (last is not null)
                {
                    yield return last;
                    yield break;
                }

                while (channel.Reader.TryRead(out var item))
                {
                    var result = await RunEventAsync(ready, request, item, end.Token).ConfigureAwait(false);
                    yield return result;
                    if (result.Outcome == Outcome.StreamFailed)
                    {
                        yield break;
                    }
                }
            }
        }
        finally
        {
            Telemetry.Subscriptions.Add(-1);
            await end.CancelAsync().ConfigureAwait(false);
            await pumping.ConfigureAwait(false);
        }
    }

    private async Task<ExecutionResult> RunEventAsync(PreparedOperation ready, GraphQLRequest request, object? item, CancellationToken cancellation)
    {
        using var deadline = new ExecutionDeadline(Limits.ExecutionTime, Time, cancellation);
        if (request.Scopes is null)
        {
            return await RunAsync(ready, request, request.Services, item, deadline, cancellation).ConfigureAwait(false);
        }

        var scope = new LazyScope(request.Scopes);
        await using (scope.ConfigureAwait(false))
        {
            return await RunAsync(ready, request, scope, item, deadline, cancellation).ConfigureAwait(false);
        }
    }
}
