using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Execution;

/// <summary>Answers requests, over HTTP or without.</summary>
internal sealed partial class RequestExecutor(ExecutableSchema executable, TimeProvider time, ILogger<RequestExecutor> logger) : IDisposable
{
    private readonly DocumentCache _documents = new(executable.Options.Limits);

    public ExecutableSchema Executable { get; } = executable;

    /// <summary>The answer; an error of the request or of its fields is part of it. A subscription is refused.</summary>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        var ready = Prepare(request);
        if (ready.Refusal is { } refusal)
        {
            return refusal;
        }

        return ready.Plan!.Operation.Kind == OperationKind.Subscription
            ? ExecutionResult.Refused(
                Outcome.NoStream, new GraphQLError("A subscription is answered by a stream, which was not asked for.", ErrorCodes.BadRequest))
            : await RunAsync(ready, request, request.Root, cancellation).ConfigureAwait(false);
    }

    /// <summary>The answer: one result or, for a subscription, a stream of them.</summary>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task<OperationAnswer> AnswerAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        var ready = Prepare(request);
        if (ready.Refusal is { } refusal)
        {
            return new(refusal, null);
        }

        return ready.Plan!.Operation.Kind == OperationKind.Subscription
            ? await SubscribeAsync(ready, request, cancellation).ConfigureAwait(false)
            : new(await RunAsync(ready, request, request.Root, cancellation).ConfigureAwait(false), null);
    }

    public void Dispose() => _documents.Dispose();

    /// <summary>All that happens before a resolver runs.</summary>
    private ReadyOperation Prepare(GraphQLRequest request)
    {
        var limits = Executable.Options.Limits;
        if (request.Document.Length > limits.DocumentBytes)
        {
            return ReadyOperation.Refused(Outcome.RequestError, LimitError.Create("documentBytes", limits.DocumentBytes, "The document is too long."));
        }

        var prepared = _documents.Get(request.Document, source => PreparedDocument.Prepare(Executable, source));
        if (prepared.Errors.Count > 0)
        {
            return ReadyOperation.Refused(prepared.Outcome, prepared.Errors);
        }

        if (prepared.Choose(request.OperationName, out var problem) is not { } plan)
        {
            return ReadyOperation.Refused(Outcome.RequestError, problem!);
        }

        if (request.QueriesOnly && plan.Operation.Kind != OperationKind.Query)
        {
            return ReadyOperation.Refused(
                Outcome.NotAQuery, new GraphQLError("Only queries are answered to GET; send this by POST.", ErrorCodes.BadRequest));
        }

        var variables = VariableCoercion.Coerce(plan, request.Variables, limits, out var errors);
        return errors.Count > 0 ? ReadyOperation.Refused(Outcome.RequestError, errors) : new ReadyOperation(null, plan, variables);
    }

    private async Task<ExecutionResult> RunAsync(ReadyOperation ready, GraphQLRequest request, object? root, CancellationToken cancellation)
    {
        var limits = Executable.Options.Limits;
        using var late = new CancellationTokenSource(limits.ExecutionTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var execution = new OperationExecution(Executable, ready.Plan!, request, ready.Variables!, root, LogFailure, either.Token);
        var writer = execution.NewWriter();
        try
        {
            // A resolver that does not look at its token must not hold the answer up.
            var running = new Executor(execution).RunAsync(writer, ready.Plan!.Variant(ready.Variables!));
            await (running.IsCompleted ? running : new ValueTask(running.AsTask().WaitAsync(either.Token))).ConfigureAwait(false);
            if (writer.Length > limits.ResponseBytes)
            {
                throw new ResponseTooLargeException();
            }

            return new ExecutionResult(Outcome.Executed, execution.Errors, writer);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return ExecutionResult.Refused(Outcome.TimedOut, new GraphQLError(
                $"The operation ran longer than {limits.ExecutionTime.TotalSeconds:0.###} s and was stopped. Ask for less at once.", ErrorCodes.ExecutionTimeout));
        }
        catch (ResponseTooLargeException)
        {
            return ExecutionResult.Refused(
                Outcome.RequestError, LimitError.Create("responseBytes", limits.ResponseBytes, "The answer is too large. Ask for less at once."));
        }
    }

    private string LogFailure(Exception failure, ResponsePath path)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        LogFailure(logger, path, id, failure);
        return id;
    }

    [LoggerMessage(1, LogLevel.Error, "A resolver failed at {Path} ({LogId}).")]
    private static partial void LogFailure(ILogger logger, ResponsePath path, string logId, Exception failure);
}
