using Microsoft.Extensions.Logging;
using TechGraph.GraphQL.Language;

namespace TechGraph.GraphQL.Execution;

/// <summary>Answers requests, over HTTP or without.</summary>
internal sealed partial class RequestExecutor(ExecutableSchema executable, TimeProvider time, ILogger<RequestExecutor> logger) : IDisposable
{
    private readonly DocumentCache _documents = new(executable.Options.Limits);

    public ExecutableSchema Executable { get; } = executable;

    /// <summary>The answer; an error of the request or of its fields is part of it.</summary>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        var limits = Executable.Options.Limits;
        if (request.Document.Length > limits.DocumentBytes)
        {
            return ExecutionResult.Refused(
                Outcome.RequestError, LimitError.Create("documentBytes", limits.DocumentBytes, "The document is too long."));
        }

        var prepared = _documents.Get(request.Document, source => PreparedDocument.Prepare(Executable, source));
        if (prepared.Errors.Count > 0)
        {
            return ExecutionResult.Refused(prepared.Outcome, prepared.Errors);
        }

        if (prepared.Choose(request.OperationName, out var problem) is not { } plan)
        {
            return ExecutionResult.Refused(Outcome.RequestError, problem!);
        }

        if (Refusal(plan, request) is { } refusal)
        {
            return refusal;
        }

        var variables = VariableCoercion.Coerce(plan, request.Variables, limits, out var errors);
        return errors.Count > 0 ? ExecutionResult.Refused(Outcome.RequestError, errors) : await RunAsync(plan, request, variables, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _documents.Dispose();

    private static ExecutionResult? Refusal(OperationPlan plan, GraphQLRequest request) => plan.Operation.Kind switch
    {
        OperationKind.Query => null,
        _ when request.QueriesOnly => ExecutionResult.Refused(
            Outcome.NotAQuery, new GraphQLError("Only queries are answered to GET; send this by POST.", ErrorCodes.BadRequest)),
        OperationKind.Subscription => ExecutionResult.Refused(
            Outcome.NoStream, new GraphQLError("A subscription is answered by a stream, which was not asked for.", ErrorCodes.BadRequest)),
        _ => null,
    };

    private async Task<ExecutionResult> RunAsync(
        OperationPlan plan, GraphQLRequest request, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellation)
    {
        var limits = Executable.Options.Limits;
        using var late = new CancellationTokenSource(limits.ExecutionTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var execution = new OperationExecution(Executable, plan, request, variables, (failure, path) => LogFailure(logger, path, failure), either.Token);
        var writer = execution.NewWriter();
        try
        {
            // A resolver that does not look at its token must not hold the answer up.
            var running = new Executor(execution).RunAsync(writer, plan.Variant(variables));
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

    [LoggerMessage(1, LogLevel.Error, "A resolver failed at {Path}.")]
    private static partial void LogFailure(ILogger logger, ResponsePath path, Exception failure);
}
