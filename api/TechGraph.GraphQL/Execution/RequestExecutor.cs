using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Errors;
using TechGraph.GraphQL.Language;
using TechGraph.GraphQL.Validation;

namespace TechGraph.GraphQL.Execution;

/// <summary>Executes requests, independent of their transport.</summary>
internal sealed partial class RequestExecutor(ExecutableSchema executable, TimeProvider time, ILogger<RequestExecutor> logger) : IDisposable
{
    private readonly DocumentCache _documents = new(executable.Options.Limits);
    private readonly IntrospectionCache _introspection = new();
    private readonly Admission _admission = new(executable.Options.Limits);

    /// <summary>Results that wait for slow clients.</summary>
    public UnreadBytes Unread { get; } = new(executable.Options.Limits.StreamBytes);

    /// <summary>The error for a client that reads too slowly.</summary>
    public static GraphQLError TooSlow() => new("Too many bytes wait until clients read them, and this result does not fit. Read faster, and subscribe again.", ErrorCodes.Overloaded);

    private readonly Func<ReadOnlyMemory<byte>, PreparedDocument> _prepare = source => PreparedDocument.Prepare(executable, source);
    private Func<Exception, ResponsePath, string>? _logFailure;

    public ExecutableSchema Executable { get; } = executable;

    public TimeProvider Time { get; } = time;

    private LimitOptions Limits => Executable.Options.Limits;

    /// <summary>Executes a request; the result contains errors of the request and of its fields. A subscription is rejected.</summary>
    /// <exception cref="OperationCanceledException">The client disconnected.</exception>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellation) =>
        (await RespondAsync(request, mayStream: false, cancellation).ConfigureAwait(false)).Result!;

    /// <summary>Executes a request: returns one result or, for a subscription, a stream of results.</summary>
    /// <exception cref="OperationCanceledException">The client disconnected.</exception>
    public Task<OperationResponse> RespondAsync(GraphQLRequest request, CancellationToken cancellation) =>
        RespondAsync(request, mayStream: true, cancellation).AsTask();

    /// <param name="request">The request.</param>
    /// <param name="mayStream">Whether the client accepts a stream; otherwise a subscription is rejected.</param>
    /// <param name="cancellation">Cancelled when the client disconnects.</param>
    public async ValueTask<OperationResponse> RespondAsync(GraphQLRequest request, bool mayStream, CancellationToken cancellation)
    {
        var started = Telemetry.Duration.Enabled ? Time.GetTimestamp() : 0;
        using var span = Telemetry.Span("request");
        if (span is not null && Executable.Options.RequestTextInSpans)
        {
            Telemetry.AddText(span, request, Executable.Options.SpanTextBytes);
        }

        var ready = Prepare(request);
        var plan = ready.Plan;
        if (span is not null && plan is not null)
        {
            Describe(span, plan);
        }

        OperationResponse response;
        if (ready.Refusal is { } refusal)
        {
            response = new(refusal, null);
        }
        else if (plan!.Operation.Kind != OperationKind.Subscription)
        {
            response = new(await RunOrReuseAsync(ready, request, cancellation).ConfigureAwait(false), null);
        }
        else if (mayStream)
        {
            response = await SubscribeAsync(ready, request, cancellation).ConfigureAwait(false);
        }
        else
        {
            response = new(ExecutionResult.Refused(Outcome.NoStream, StreamRequired()), null);
        }

        RecordMetrics(span, plan, response.Result, started);
        return response;
    }

    public void Dispose()
    {
        _documents.Dispose();
        _introspection.Dispose();
        _admission.Dispose();
    }

    private static GraphQLError StreamRequired() => new("A subscription needs a stream as response. Over HTTP, accept text/event-stream.", ErrorCodes.BadRequest);

    /// <summary>Parses, validates and checks a request: everything before a resolver runs.</summary>
    private PreparedOperation Prepare(GraphQLRequest request)
    {
        var limits = Executable.Options.Limits;
        if (request.Document.Length > limits.DocumentBytes)
        {
            return PreparedOperation.Refused(Outcome.Invalid, LimitError.Create("documentBytes", limits.DocumentBytes, "The document is too long."));
        }

        var prepared = _documents.Get(request.Document, _prepare);
        if (prepared.Errors.Count > 0)
        {
            return PreparedOperation.Refused(prepared.Outcome, prepared.Errors);
        }

        if (prepared.Choose(request.OperationName, out var problem) is not { } plan)
        {
            return PreparedOperation.Refused(Outcome.RequestError, problem!);
        }

        if (request.QueriesOnly && plan.Operation.Kind != OperationKind.Query && !(request.MaySubscribe && plan.Operation.Kind == OperationKind.Subscription))
        {
            return new PreparedOperation(
                ExecutionResult.Refused(Outcome.NotAQuery, new GraphQLError("A GET request can only run queries. Send this operation by POST.", ErrorCodes.BadRequest)),
                plan,
                null);
        }

        if (plan.ReadsSchema && !Executable.Options.MayIntrospect(request.User))
        {
            return new PreparedOperation(ExecutionResult.Refused(Outcome.Invalid, OperationLimitCheck.IntrospectionDisabled()), plan, null);
        }

        using var span = Telemetry.Span("variables");
        var variables = VariableCoercion.Coerce(plan, request.Variables, limits, out var errors);
        if (errors.Count > 0)
        {
            return new PreparedOperation(ExecutionResult.Refused(Outcome.RequestError, errors), plan, null);
        }

        var cost = CostOf(plan, variables, out var exceeded);
        if (exceeded is not null)
        {
            return new PreparedOperation(new ExecutionResult(Outcome.Invalid, [exceeded]) { Cost = request.CostMode == CostMode.None ? null : cost }, plan, null);
        }

        return request.CostMode == CostMode.Validate
            ? new PreparedOperation(new ExecutionResult(Outcome.Executed, []) { Cost = cost }, plan, null)
            : new PreparedOperation(null, plan, variables) { Cost = request.CostMode == CostMode.Report ? cost : null, IsHeavy = _admission.IsHeavy(cost) };
    }

    private Cost CostOf(OperationPlan plan, IReadOnlyDictionary<string, object?> variables, out GraphQLError? problem)
    {
        var limits = Executable.Options.Limits;
        var selections = plan.Variant(variables);
        problem = null;
        if (selections.KnownCost is { Value: var known })
        {
            return known;
        }

        var sum = new OperationCost(Executable, variables);
        var cost = sum.Of(selections, plan.Root);
        problem = sum.Problem
            ?? (cost.Field > limits.FieldCost ? CostExceeded("fieldCost", cost.Field, limits.FieldCost) : null)
            ?? (cost.Type > limits.TypeCost ? CostExceeded("typeCost", cost.Type, limits.TypeCost) : null);
        if (!sum.Varies && problem is null)
        {
            selections.KnownCost = new(cost);
        }

        Telemetry.Cost.Record(cost.Field);
        return cost;
    }

    private static GraphQLError CostExceeded(string limit, double cost, double max) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The operation would cost {cost:0.##}; the limit is {max:0.##}. Request smaller pages, or fewer fields below lists."),
        ErrorCodes.CostExceeded,
        new Dictionary<string, object?> { ["limit"] = limit, ["max"] = max, ["cost"] = cost });

    private ValueTask<ExecutionResult> RunOrReuseAsync(PreparedOperation ready, GraphQLRequest request, CancellationToken cancellation) =>
        IntrospectionCache.CanCache(ready.Plan!, ready.Plan!.Variant(ready.Variables!))
            ? IntrospectAsync(ready, request, cancellation)
            : RunWithinCapacityAsync(ready, request, cancellation);

    private async ValueTask<ExecutionResult> IntrospectAsync(PreparedOperation ready, GraphQLRequest request, CancellationToken cancellation)
    {
        var selections = ready.Plan!.Variant(ready.Variables!);
        if (_introspection.Find(selections) is { } known)
        {
            var writer = new ResultWriter(Limits.ResponseBytes);
            writer.WriteRaw(known);
            return new ExecutionResult(Outcome.Executed, [], writer) { Cost = ready.Cost };
        }

        var result = await RunWithinCapacityAsync(ready, request, cancellation).ConfigureAwait(false);
        if (result is { Outcome: Outcome.Executed, HasData: true, Errors.Count: 0 })
        {
            _introspection.Add(selections, result.Data);
        }

        return result;
    }

    /// <summary>Runs an operation when the server has capacity. If the queue is full, or its time is up before it starts, the request is rejected.</summary>
    private async ValueTask<ExecutionResult> RunWithinCapacityAsync(PreparedOperation ready, GraphQLRequest request, CancellationToken cancellation)
    {
        using var deadline = new ExecutionDeadline(Limits.ExecutionTime, Time, cancellation);
        using var permit = await _admission.EnterAsync(ready.IsHeavy, deadline).ConfigureAwait(false);
        return permit is null
            ? _admission.Refuse(ready.IsHeavy)
            : await RunAsync(ready, request, request.Services, request.Root, deadline, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<ExecutionResult> RunAsync(
        PreparedOperation ready, GraphQLRequest request, IServiceProvider services, object? root, ExecutionDeadline deadline, CancellationToken cancellation)
    {
        using var span = Telemetry.Span("execution");
        var execution = new OperationExecution(Executable, ready.Plan!, request, services, ready.Variables!, root, _logFailure ??= LogFailure, deadline);
        var writer = execution.NewWriter();
        try
        {
            execution.Denied = ready.Denied;
            var running = ChecksAccess(ready.Plan!) ? CheckAccessAndRunAsync(execution, writer) : new Executor(execution).RunAsync(writer, ready.Plan!.Variant(ready.Variables!));
            if (!running.IsCompleted)
            {
                // A resolver that ignores its cancellation token must not delay the response.
                await running.AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            else
            {
                running.GetAwaiter().GetResult();
            }

            if (writer.Length > Limits.ResponseBytes)
            {
                throw new ResponseTooLargeException();
            }

            return new ExecutionResult(Outcome.Executed, execution.Errors, writer) { Cost = ready.Cost };
        }
        catch (OperationCanceledException) when (deadline.IsTimedOut && !cancellation.IsCancellationRequested)
        {
            return ExecutionResult.Refused(Outcome.TimedOut, new GraphQLError(
                $"The operation did not finish within {Limits.ExecutionTime.TotalSeconds:0.###} s of its arrival and was stopped. Request less data.", ErrorCodes.ExecutionTimeout));
        }
        catch (AccessRefusedException refused)
        {
            writer.Dispose();
            return ExecutionResult.Refused(ready.Plan!.Operation.Kind == OperationKind.Subscription ? Outcome.StreamFailed : Outcome.RequestError, refused.Errors);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && cancellation.IsCancellationRequested)
        {
            // Nobody waits for the result, and a resolver that is cancelled may fail in any way.
            writer.Dispose();
            throw new OperationCanceledException("The client disconnected.", failure, cancellation);
        }
        catch (ResponseTooLargeException)
        {
            writer.Dispose();
            return ExecutionResult.Refused(
                Outcome.RequestError, LimitError.Create("responseBytes", Limits.ResponseBytes, "The response is too large. Request less data."));
        }
    }

    private bool ChecksAccess(OperationPlan plan) =>
        Executable.Options.Authorize is not null && (Executable.Options.AuthorizeEachEvent || plan.Operation.Kind != OperationKind.Subscription);

    private static async ValueTask CheckAccessAndRunAsync(OperationExecution execution, ResultWriter writer)
    {
        await AccessCheck.RunAsync(execution).ConfigureAwait(false);
        await new Executor(execution).RunAsync(writer, execution.Selections).ConfigureAwait(false);
    }

    private static void Describe(Activity span, OperationPlan plan)
    {
        span.DisplayName = plan.KindName;
        span.SetTag("graphql.operation.type", plan.KindName);
        span.SetTag("graphql.operation.name", plan.Operation.Name);
        span.SetTag("graphql.document.hash", plan.Hash);
    }

    private void RecordMetrics(Activity? span, OperationPlan? plan, ExecutionResult? result, long began)
    {
        if (result is not null)
        {
            Telemetry.Count(result.Errors);
            span?.SetTag("graphql.error.count", result.Errors.Count);
        }

        if (began != 0)
        {
            Telemetry.Duration.Record(
                Time.GetElapsedTime(began).TotalSeconds,
                new KeyValuePair<string, object?>("graphql.operation.type", plan?.KindName ?? "none"),
                new KeyValuePair<string, object?>("graphql.outcome", result?.Outcome.ToString() ?? "Stream"));
        }
    }

    private string LogFailure(Exception failure, ResponsePath path)
    {
        var id = Guid.CreateVersion7(Time.GetUtcNow()).ToString("N");
        LogFailure(logger, path, id, failure);
        return id;
    }

    [LoggerMessage(1, LogLevel.Error, "A resolver failed at {Path} ({LogId}).")]
    private static partial void LogFailure(ILogger logger, ResponsePath path, string logId, Exception failure);
}
