using Microsoft.Extensions.Time.Testing;
using TechGraph.GraphQL.Execution;
using TechGraph.Tests.GraphQL.Limits;

namespace TechGraph.Tests.GraphQL.Execution;

/// <summary>Light operations do not wait behind heavy ones, and the time in a queue counts.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AdmissionTests
{
    private const string Heavy = "{ n { n { id } } }";
    private const string Light = "{ n { id } }";

    private readonly TaskCompletionSource<object?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeTimeProvider _time = new();
    private int _calls;

    [Test]
    public async Task Light_operations_run_while_a_heavy_one_runs_and_others_wait()
    {
        using var engine = Engine();
        var heavy = Enumerable.Range(0, 3).Select(_ => engine.AskAsync(Heavy)).ToList();
        Assert.That(await engine.AskAsync(Light), Does.Contain("\"data\""));
        Assert.That((heavy.Count(asked => asked.IsCompleted), _calls), Is.EqualTo((0, 2)), "one heavy operation and the light one have started");
        _first.SetResult(new object());
        Assert.That(await Task.WhenAll(heavy), Is.All.Contain("\"data\""));
    }

    [Test]
    public async Task An_operation_that_cannot_start_within_its_time_is_overloaded_and_one_that_has_started_times_out()
    {
        using var engine = Engine();
        var (running, waiting) = (engine.AskAsync(Heavy), engine.AskAsync(Heavy));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await running, Does.Contain("The operation did not finish within 10 s of its arrival and was stopped.").And.Contain("EXECUTION_TIMEOUT"));
        Assert.That(await waiting, Does.Contain("\"code\":\"OVERLOADED\"").And.Contain("Try again in 5 s").And.Not.Contain("\"data\""));
        Assert.That(_calls, Is.EqualTo(1), "the waiting operation has not started");
    }

    [Test]
    public async Task The_time_in_the_queue_counts()
    {
        using var engine = Engine();
        var first = engine.AskAsync(Heavy);
        _time.Advance(TimeSpan.FromSeconds(4));
        var second = engine.AskAsync(Heavy);
        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.That(first.IsCompleted, Is.False);
        _first.SetResult(new object());
        Assert.That(await first, Does.Contain("\"data\""));
        Assert.That(await second, Does.Contain("\"data\""));
        Assert.That(_calls, Is.EqualTo(2));
    }

    /// <summary>An engine that runs one heavy operation at a time; the first field waits for <see cref="_first"/>.</summary>
    private RequestExecutor Engine() => LimitCase.Of(
        l => (l.HeavyCost, l.ConcurrentHeavyExecutions) = (2, 1), _time, () => Interlocked.Increment(ref _calls) == 1 ? _first.Task : Task.FromResult<object?>(new object()));
}
