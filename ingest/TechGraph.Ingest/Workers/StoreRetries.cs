using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using TechGraph.Core.Graph;

namespace TechGraph.Ingest.Workers;

/// <summary>
/// Retries the store for the workers of a process: quickly after transient failures, and not at all for a while if it keeps failing, so
/// that items stay in the queue and do not each find out again.
/// </summary>
/// <remarks>After longer failures the ledger makes items wait.</remarks>
public sealed class StoreRetries
{
    private const int Retries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Transient: other writers are active, and a later attempt succeeds.</summary>
    private static readonly HashSet<string> TransientCodes = ["STORE_LOCKED", "STORE_BEHIND", "GRAPH_BUSY"];

    /// <summary>Permanent until somebody repairs the store or it comes back.</summary>
    private static readonly HashSet<string> PermanentCodes =
        ["STORE_AWAY", "STORE_DENIED", "STORE_FULL", "STORE_IO", "STORE_OPEN", "STORE_READ_ONLY", "STORE_FAILED", "STORE_DAMAGED", "STORE_MISSING", "STORE_OLDER", "STORE_REPLACED"];

    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _time;
    private long _pausedUntil;

    /// <summary>Shared by all workers of a process.</summary>
    public StoreRetries(TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                ShouldHandle = static attempt => new(attempt.Outcome.Exception is StoreException failure && TransientCodes.Contains(failure.Code)),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDurationGenerator = static broken => new(TimeSpan.FromSeconds(Math.Min(10, 5 * (1 + broken.HalfOpenAttempts)))),
                ShouldHandle = static attempt => new(attempt.Outcome.Exception is StoreException failure && PermanentCodes.Contains(failure.Code)),
                OnOpened = opened =>
                {
                    Volatile.Write(ref _pausedUntil, (_time.GetUtcNow() + opened.BreakDuration).UtcTicks);
                    return default;
                },
                OnClosed = _ =>
                {
                    Volatile.Write(ref _pausedUntil, 0);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Whether the store failed so often that it must not be queried now.</summary>
    public bool IsPaused => _time.GetUtcNow().UtcTicks < Volatile.Read(ref _pausedUntil);

    /// <summary>Runs work with retries.</summary>
    /// <exception cref="StoreException">It failed after all retries, or the store failed too often to be queried now (<c>STORE_AWAY</c>).</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await work(token), cancellation);
        }
        catch (BrokenCircuitException broken)
        {
            throw new StoreException("STORE_AWAY", "The store has failed several times, and no requests are sent to it for a while.", broken);
        }
    }
}
