using System.Threading.Channels;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Opens the event source of a subscription, independent of the CLR type of its events. Specification, section 6.2.3.1.</summary>
internal abstract class StreamResolver(OverflowPolicy overflow)
{
    public OverflowPolicy Overflow { get; } = overflow;

    public abstract Delegate Function { get; }

    /// <summary>Opens the source; an exception is a request error.</summary>
    public abstract ValueTask<EventSource> OpenAsync(IFieldContext context);
}

/// <summary>An open event source.</summary>
internal abstract class EventSource
{
    /// <summary>Writes events to a channel until the source ends or the subscription is cancelled; never throws.</summary>
    public abstract Task PumpAsync(ChannelWriter<object?> events, OverflowPolicy overflow, CancellationToken cancellation);
}

/// <summary>A resolver that returns a stream.</summary>
internal sealed class StreamResolver<T>(Func<IFieldContext, IAsyncEnumerable<T>> function, OverflowPolicy overflow) : StreamResolver(overflow)
{
    public override Delegate Function => function;

    public override ValueTask<EventSource> OpenAsync(IFieldContext context) => new(EventSource<T>.Of(function(context)));
}

/// <summary>A resolver that returns a task of a stream.</summary>
internal sealed class TaskStreamResolver<T>(Func<IFieldContext, Task<IAsyncEnumerable<T>>> function, OverflowPolicy overflow) : StreamResolver(overflow)
{
    public override Delegate Function => function;

    public override async ValueTask<EventSource> OpenAsync(IFieldContext context) => EventSource<T>.Of(await function(context).ConfigureAwait(false));
}

/// <summary>An event source of one CLR type.</summary>
internal sealed class EventSource<T>(IAsyncEnumerable<T> events) : EventSource
{
    public static EventSource Of(IAsyncEnumerable<T>? events) =>
        new EventSource<T>(events ?? throw new GraphQLError("The subscription has no source of events.", ErrorCodes.InvalidResult));

    public override async Task PumpAsync(ChannelWriter<object?> channel, OverflowPolicy overflow, CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in events.WithCancellation(cancellation).ConfigureAwait(false))
            {
                if (channel.TryWrite(item))
                {
                    continue;
                }

                if (overflow == OverflowPolicy.Close)
                {
                    channel.Complete(new GraphQLError("Events arrived faster than they were read. Subscribe again.", ErrorCodes.Overloaded));
                    return;
                }

                await channel.WriteAsync(item, cancellation).ConfigureAwait(false);
            }

            channel.Complete();
        }
#pragma warning disable CA1031 // Any exception of the source ends this stream only.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            channel.TryComplete(cancellation.IsCancellationRequested ? null : failure);
        }
    }
}

/// <summary>Resolves a subscription field to the event itself.</summary>
internal sealed class EventResolver : FieldResolver
{
    public static EventResolver Instance { get; } = new();

    public override bool TakesContext => false;

    public override Delegate Function { get; } = static (object? parent) => parent;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context) => new(parent);
}
