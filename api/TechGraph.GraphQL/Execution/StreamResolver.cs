using System.Threading.Channels;
using TechGraph.GraphQL.Errors;

namespace TechGraph.GraphQL.Execution;

/// <summary>Opens the source of a subscription's events, whatever their CLR type. Specification, section 6.2.3.1.</summary>
internal abstract class StreamResolver(OverflowPolicy overflow)
{
    public OverflowPolicy Overflow { get; } = overflow;

    public abstract Delegate Function { get; }

    /// <summary>Opens the source; what it throws is an error of the request.</summary>
    public abstract ValueTask<EventSource> OpenAsync(IFieldContext context);
}

/// <summary>A source of events that is open.</summary>
internal abstract class EventSource
{
    /// <summary>Reads events into a channel until either side ends; never throws.</summary>
    public abstract Task PumpAsync(ChannelWriter<object?> events, OverflowPolicy overflow, CancellationToken cancellation);
}

/// <summary>A resolver that gives a stream at once.</summary>
internal sealed class StreamResolver<T>(Func<IFieldContext, IAsyncEnumerable<T>> function, OverflowPolicy overflow) : StreamResolver(overflow)
{
    public override Delegate Function => function;

    public override ValueTask<EventSource> OpenAsync(IFieldContext context) => new(EventSource<T>.Of(function(context)));
}

/// <summary>A resolver that gives a stream by and by.</summary>
internal sealed class TaskStreamResolver<T>(Func<IFieldContext, Task<IAsyncEnumerable<T>>> function, OverflowPolicy overflow) : StreamResolver(overflow)
{
    public override Delegate Function => function;

    public override async ValueTask<EventSource> OpenAsync(IFieldContext context) => EventSource<T>.Of(await function(context).ConfigureAwait(false));
}

/// <summary>A source of events of one CLR type.</summary>
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
                    channel.Complete(new GraphQLError("Events came faster than they were read; subscribe again.", ErrorCodes.Overloaded));
                    return;
                }

                await channel.WriteAsync(item, cancellation).ConfigureAwait(false);
            }

            channel.Complete();
        }
#pragma warning disable CA1031 // Whatever the source throws ends this stream only.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            channel.TryComplete(cancellation.IsCancellationRequested ? null : failure);
        }
    }
}

/// <summary>The field of a subscription whose value is the event itself.</summary>
internal sealed class EventResolver : FieldResolver
{
    public static EventResolver Instance { get; } = new();

    public override bool TakesContext => false;

    public override Delegate Function { get; } = static (object? parent) => parent;

    public override ValueTask<object?> ResolveAsync(object? parent, IFieldContext? context) => new(parent);
}
