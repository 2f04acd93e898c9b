using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace TechGraph.Stores.Cypher;

/// <summary>Retries a write after transient failures, within a total time limit, and stops immediately while the server is known to be away.</summary>
internal static class WriteRetries
{
    private const int Retries = 4;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>The pipeline for a write of a complete change set; outer to inner: total time, retry, circuit breaker.</summary>
    public static ResiliencePipeline Writes(Neo4jOptions options, TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(options.WriteRetryTimeout)
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstWait,
            MaxDelay = LongestWait,
            ShouldHandle = static attempt => new(attempt.Outcome.Exception is CypherException error
                && (error.IsTransient || error.Failure is CypherFailure.RetrySmaller or CypherFailure.TimeLimit)),
            DelayGenerator = static attempt => new((attempt.Outcome.Exception as CypherException)?.RetryAfter),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDurationGenerator = static broken => new(TimeSpan.FromSeconds(Math.Min(30, 5 * (1 + broken.HalfOpenAttempts)))),
            ShouldHandle = static attempt => new(attempt.Outcome.Exception is CypherException { Failure: CypherFailure.Unavailable or CypherFailure.UnknownOutcome }),
        })
        .Build();

    /// <summary>Whether a failure comes from the pipeline and not from the server.</summary>
    public static bool IsExhausted(Exception failure) => failure is TimeoutRejectedException or BrokenCircuitException;
}
