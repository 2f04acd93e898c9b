using System.Threading.RateLimiting;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>
/// Decides when an operation may start. Heavy operations have a queue of their own and at most half of the cores, so that light ones never
/// wait behind them. The time in a queue counts towards the limit of the execution time.
/// </summary>
internal sealed class Admission(LimitOptions limits) : IDisposable
{
    /// <summary>The extension of the error that gives the seconds after which a client should try again.</summary>
    public const string RetryAfterKey = "retryAfter";

    private readonly ConcurrencyLimiter _light = Create(limits.ConcurrentExecutions, limits.WaitingExecutions);
    private readonly ConcurrencyLimiter _heavy = Create(limits.ConcurrentHeavyExecutions, limits.WaitingExecutions);

    /// <summary>Whether an operation is heavy, by its estimated cost.</summary>
    public bool IsHeavy(Cost cost) => cost.Field >= limits.HeavyCost;

    /// <summary>Waits until an operation may start.</summary>
    /// <param name="isHeavy">Its queue.</param>
    /// <param name="deadline">Counts from the arrival of the request.</param>
    /// <returns>The permit; disposing it lets the next one start. Null: the operation cannot start, because too many are waiting or its time is up.</returns>
    /// <exception cref="OperationCanceledException">The client disconnected.</exception>
    public ValueTask<RateLimitLease?> EnterAsync(bool isHeavy, ExecutionDeadline deadline)
    {
        var queue = isHeavy ? _heavy : _light;
        var lease = queue.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return new(lease);
        }

        lease.Dispose();
        return WaitAsync(queue, deadline);
    }

    private static async ValueTask<RateLimitLease?> WaitAsync(ConcurrencyLimiter queue, ExecutionDeadline deadline)
    {
        try
        {
            var lease = await queue.AcquireAsync(1, deadline.Token).ConfigureAwait(false);
            if (lease.IsAcquired)
            {
                return lease;
            }

            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsTimedOut)
        {
            return null;
        }
    }

    /// <summary>The result for an operation that cannot start.</summary>
    public ExecutionResult Refuse(bool isHeavy) => ExecutionResult.Refused(
        Outcome.Overloaded,
        new GraphQLError(
            isHeavy
                ? $"The server is busy with other requests of this size. Try again in {RetryAfter(isHeavy)} s, or request less: this operation counts as heavy (cost {limits.HeavyCost:0.##} or more)."
                : "The server has too many requests. Try again in a moment.",
            ErrorCodes.Overloaded,
            new Dictionary<string, object?> { [RetryAfterKey] = RetryAfter(isHeavy) }));

    public void Dispose()
    {
        _light.Dispose();
        _heavy.Dispose();
    }

    /// <summary>Seconds after which a client should try again. A queue of heavy operations empties slowly.</summary>
    private int RetryAfter(bool isHeavy) => isHeavy ? Math.Max(1, (int)Math.Ceiling(limits.ExecutionTime.TotalSeconds / 2)) : 1;

    private static ConcurrencyLimiter Create(int running, int waiting) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = running,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
